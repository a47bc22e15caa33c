import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NestFactory } from '@nestjs/core'
import type { Request } from 'express'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { AppModule } from './app.module.js'
import { mountMedia, openFileStore } from './catalog/index.js'
import { readBodies } from './kernel/body.js'
import { useConfig, type Config } from './kernel/config.js'
import { closeDatabase, openDatabase } from './kernel/db.js'
import { openScope, tenantOf } from './kernel/edge.js'
import { asSystem, Worker } from './kernel/jobs.js'
import { liveFeed } from './kernel/live.js'
import { log } from './kernel/log.js'
import { timeRequests } from './kernel/metrics.js'
import { mountDocs } from './kernel/openapi.js'
import { mountProbes } from './kernel/probes.js'
import { mountWeb } from './kernel/web.js'
import { TenancyService } from './tenancy/index.js'

export interface Platform {
  url: string
  app: NestExpressApplication
  worker: Worker
  /** Stops taking requests, finishes those that run, gives jobs back, closes the database. */
  stop(): Promise<void>
}

/** Starts the roles of this process: API and clients, worker, or both. */
export async function startPlatform(config: Config, options: { timers?: boolean } = {}): Promise<Platform> {
  useConfig(config)
  await openDatabase(config.databaseUrlApp, config.poolSize)
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  })
  const api = config.roles.includes('api')
  let stopping = false
  const server = app.getHttpAdapter().getInstance()
  server
    .disable('x-powered-by')
    .set('etag', false)
    .set('query parser', 'simple')
    .set('trust proxy', config.trustProxy)
  mountProbes(server, () => stopping)
  if (api) {
    server.use(timeRequests)
    mountMedia(server, openFileStore())
    mountDocs(server, app)
    server.use('/api', openScope)
    readBodies(server)
    app.setGlobalPrefix('api')
    if (config.webRoot)
      mountWeb(server, {
        root: config.webRoot,
        tenantOf: (req) => brandOf(req, app.get(TenancyService, { strict: false })),
        imageOrigins: config.s3 ? [new URL(config.s3.endpoint).origin] : [],
      })
    await liveFeed.start()
  }
  await app.init()
  const http = await app.listen(config.port, config.host)
  const worker = app.get(Worker)
  if (config.roles.includes('worker')) await worker.start(options)
  const stop = async () => {
    stopping = true
    await liveFeed.stop()
    await worker.stop()
    await closeServer(http as Server)
    await app.close()
    await closeDatabase()
  }
  const { port } = (http as Server).address() as AddressInfo
  log().info({ port, roles: config.roles }, 'serving')
  return { url: `http://localhost:${port}`, app, worker, stop }
}

/** Name and colour of the tenant whose pages are asked for: the installable app carries them. */
const brandOf = async (req: Request, tenancy: TenancyService) => {
  const tenant = await tenantOf(req, undefined).catch(() => undefined)
  if (!tenant) return undefined
  const { name, brand } = await asSystem(tenant, 'web', () => tenancy.tenant())
  return { name: name.zh, primary: brand.primary }
}

/** Lets running requests end (10 s at most); idle keep-alive connections and event streams must not hold the stop. */
function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    const hard = setTimeout(() => server.closeAllConnections(), 10_000).unref()
    server.close(() => {
      clearTimeout(hard)
      done()
    })
    server.closeIdleConnections()
  })
}
