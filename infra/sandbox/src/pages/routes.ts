import { fileURLToPath } from 'node:url'
import express, { Router, type Request, type Response } from 'express'
import { queryOf, sendPage } from '../http.js'
import type { World } from '../world.js'
import { cashierPage } from './cashier.js'
import { frontPage, messageList, smsList } from './front.js'
import { html, langOf, page, say } from './html.js'

const ASSETS = fileURLToPath(new URL('../../assets/', import.meta.url))

/** The pages people look at: front page, messages and the shopper's cashier. */
export function pagesRouter(world: World): Router {
  const router = Router()
  router.use('/assets', express.static(ASSETS, { cacheControl: false, etag: true }))
  router.get('/', (req, res) => sendPage(res, frontPage(world, req)))
  router.get('/sms', (req, res) => sendPage(res, smsPage(world, req)))
  router.get('/messages', (req, res) => sendPage(res, messagesPage(world, req)))
  const cashier = (req: Request, res: Response, id: string) => {
    const order = world.orderBy(id)
    sendPage(res, cashierPage(world, req, order), order ? 200 : 404)
  }
  router.get('/pay/:id', (req, res) => cashier(req, res, req.params.id))
  router.get('/cgi-bin/mmpayweb-bin/checkmweb', (req, res) => {
    cashier(req, res, queryOf(req).get('prepay_id') ?? '')
  })
  return router
}

function smsPage(world: World, req: Request): string {
  const lang = langOf(req)
  const phone = queryOf(req).get('phone')
  const messages = world.sms.filter((message) => !phone || message.phone === phone)
  return page(
    req,
    say(lang, 'sms'),
    html`<h1>${say(lang, 'sms')}</h1>
      <div data-newest="${messages[0]?.id ?? ''}" data-phone="${phone ?? ''}">
        ${smsList(lang, messages)}
      </div>`,
  )
}

function messagesPage(world: World, req: Request): string {
  const lang = langOf(req)
  return page(
    req,
    say(lang, 'messages'),
    html`<h1>${say(lang, 'messages')}</h1>
      ${messageList(lang, world.messages)}`,
  )
}
