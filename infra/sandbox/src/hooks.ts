import { createHmac, timingSafeEqual } from 'node:crypto'
import { Router, type Request } from 'express'
import { bodyText, queryOf, sendPage } from './http.js'
import { html, langOf, moment, page, say, type Markup } from './pages/html.js'
import type { Lang } from './pages/words.js'
import type { World } from './world.js'

interface Heard {
  at: string
  name: string
  id: string
  timestamp: string
  signature: string
  body: string
}
const KEPT = 30
const WINDOW_SECONDS = 300

/**
 * A program of a brand's that hears webhooks, to try them out: `POST /hooks/<any name>` takes everything (`?status=503`
 * answers so), `/hooks` shows what came last and whether the signature holds by the secret that was entered there.
 */
export function hooksRouter(world: World): Router {
  const heard: Heard[] = []
  const secrets: string[] = []
  const router = Router()
  router.post('/hooks', (req, res) => {
    const secret = new URLSearchParams(bodyText(req)).get('secret')?.trim() ?? ''
    if (/^whsec_[A-Za-z0-9+/=]{24,}$/.test(secret)) secrets.unshift(secret)
    secrets.splice(KEPT)
    res.redirect(303, `/hooks?lang=${langOf(req)}`)
  })
  router.post('/hooks/:name', (req, res) => {
    const head = (name: string) => req.get(name) ?? ''
    heard.unshift({
      at: world.now().toISOString(),
      name: String(req.params.name),
      id: head('webhook-id'),
      timestamp: head('webhook-timestamp'),
      signature: head('webhook-signature'),
      body: bodyText(req),
    })
    heard.splice(KEPT)
    const status = Number(queryOf(req).get('status') ?? 200)
    res.status(status >= 200 && status < 600 ? status : 200).json({ received: status < 300 })
  })
  router.get('/hooks', (req, res) => sendPage(res, hooksPage(req, heard, secrets)))
  return router
}

/** Whether any of the secrets made a signature of this message, and it was sent just when it came. */
function holds({ id, timestamp, signature, body, at }: Heard, secrets: readonly string[]): boolean {
  if (!(Math.abs(Date.parse(at) / 1000 - Number(timestamp)) <= WINDOW_SECONDS)) return false
  return secrets.some((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
    return signature.split(' ').some((part) => {
      const given = Buffer.from(part.replace(/^v1,/, ''), 'base64')
      return part.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected)
    })
  })
}

function hooksPage(req: Request, heard: readonly Heard[], secrets: readonly string[]): string {
  const lang = langOf(req)
  const address = `${req.protocol}://${req.get('host') ?? ''}/hooks/erp`
  const content = html`<h1>${say(lang, 'hooks')}</h1>
    <p class="lead">${say(lang, 'hooksIntro')} <code>${address}</code></p>
    <form method="post" action="/hooks?lang=${lang}">
      <label
        >${say(lang, 'hookSecret')}
        <input name="secret" placeholder="whsec_…" autocomplete="off" required />
      </label>
      <button>${say(lang, 'hookCheck')}</button>
    </form>
    ${heard.length ? heardList(lang, heard, secrets) : html`<p class="empty">${say(lang, 'noHooks')}</p>`}`
  return page(req, say(lang, 'hooks'), content)
}

function heardList(lang: Lang, heard: readonly Heard[], secrets: readonly string[]): Markup {
  const word = (one: Heard) =>
    secrets.length === 0 ? 'hookUnchecked' : holds(one, secrets) ? 'hookHolds' : 'hookForged'
  return html`<ol class="messages">
    ${heard.map(
      (one) =>
        html`<li data-verdict="${word(one)}">
          <p class="head">
            <strong>${say(lang, word(one))}</strong> <code>${one.name}</code> ${moment(one.at)}
          </p>
          <p class="muted">webhook-id: <code>${one.id}</code></p>
          <p><code>${one.body}</code></p>
        </li>`,
    )}
  </ol>`
}
