import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { controlOf, controlRouter, type Control } from './control.js'
import { hooksRouter } from './hooks.js'
import { rawBody } from './http.js'
import { KeyRing, type Account, type AppConfig, type MerchantConfig, type PlatformKeys } from './keys.js'
import { pagesRouter } from './pages/routes.js'
import { cashierRouter } from './pay/cashier.js'
import { finishRefund } from './pay/refunds.js'
import { payRouter } from './pay/routes.js'
import { Postman } from './postman.js'
import { smsRouter } from './sms.js'
import { wechatRouter } from './wechat/routes.js'
import { World } from './world.js'

export interface SandboxOptions {
  /** 0 or none: a free one. */
  port?: number
  host?: string
  /** Where keys, orders and messages are kept; without it in memory. */
  dataDir?: string
  /** The sandbox's time; given, callbacks are retried only by `control.deliverDue()`. */
  clock?: () => Date
  merchants?: MerchantConfig[]
  apps?: AppConfig[]
}

export interface Sandbox {
  url: string
  keys: KeyRing
  platform: PlatformKeys
  control: Control
  /** The account of a merchant number. */
  merchantOf(mchId: string): Account | undefined
  stop(): Promise<void>
}

const DELIVERY_EVERY_MS = 1_000

function application(world: World, postman: Postman, control: Control): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.use(rawBody)
  app.use(payRouter(world, postman))
  app.use(wechatRouter(world))
  app.use(smsRouter(world))
  app.use(cashierRouter(world, postman))
  app.use(controlRouter(world, control))
  app.use(hooksRouter(world))
  app.use(pagesRouter(world))
  app.use((error: Error & { status?: number }, _req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error)
    const status = error.status ?? 500
    if (status >= 500) process.stderr.write(`${error.stack ?? error.message}\n`)
    res.status(status).json({ code: status === 413 ? 'PARAM_ERROR' : 'SYSTEM_ERROR', message: error.message })
  })
  return app
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server.address() as AddressInfo))
  })
}

/** Starts WeChat, WeChat Pay and the SMS provider on one address; rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', dataDir, clock, merchants, apps } = options
  const keys = new KeyRing(dataDir, merchants, apps)
  const world = new World(keys, clock ?? (() => new Date()), dataDir)
  const postman = new Postman(world)
  const control = controlOf(world, postman)
  const server = createServer(application(world, postman, control))
  const address = await listen(server, port, host)
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  world.url = `http://${/^(0\.0\.0\.0|\[::\])$/.test(name) ? '127.0.0.1' : name}:${address.port}`
  // Refunds that were under way when an earlier run ended are finished now.
  for (const refund of world.refunds.values()) finishRefund(world, postman, refund)
  const ticking = clock ? undefined : everySecond(postman)
  if (!clock) void postman.deliverDue()
  return {
    url: world.url,
    keys,
    platform: keys.platform,
    control,
    merchantOf: (mchId) => keys.byMchId(mchId),
    stop: async () => {
      clearInterval(ticking)
      world.save()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Looks for due callbacks each second, never two rounds at a time. */
function everySecond(postman: Postman): NodeJS.Timeout {
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    void postman.deliverDue().finally(() => (busy = false))
  }, DELIVERY_EVERY_MS)
  return timer.unref()
}
