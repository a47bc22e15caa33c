import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NestFactory } from '@nestjs/core'
import express, { type Express, type Request, type Response } from 'express'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { AppModule } from './app.module.js'
import { mountMedia, openFileStore, ShopPagesService, type Asked } from './catalog/index.js'
import { QuickAdapter } from './kernel/adapter.js'
import { readBodies } from './kernel/body.js'
import { Buckets } from './kernel/buckets.js'
import { Closing, withinMs } from './kernel/closing.js'
import { useConfig, type Config } from './kernel/config.js'
import { closeDatabase, openDatabase } from './kernel/db.js'
import { ear } from './kernel/ear.js'
import { localeOf, openScope, tenantOf } from './kernel/edge.js'
import { Fault } from './kernel/fault.js'
import { fenceOrigins, guardMethods, secureHeaders } from './kernel/headers.js'
import { asSystem, Worker } from './kernel/jobs.js'
import { limitRequests, refuseEarly, takesShare } from './kernel/limits.js'
import { log } from './kernel/log.js'
import { timeRequests } from './kernel/metrics.js'
import { mountDocs } from './kernel/openapi.js'
import { patientServer, usualPatience } from './kernel/patience.js'
import { mountMetrics, mountProbes } from './kernel/probes.js'
import { answerProblem } from './kernel/problem.js'
import type { Kind } from './kernel/rates.js'
import { startTracing, stopTracing } from './kernel/trace.js'
import { mountWeb, type WebOptions } from './kernel/web.js'
import { TenancyService } from './tenancy/index.js'

export interface Platform {
  url: string
  app: NestExpressApplication
  worker: Worker
  /** Stops taking requests, finishes those that run, gives jobs back, closes the database. */
  stop(): Promise<void>
}

const STOP = { drainMs: 0, withinMs: 15_000 }

/** Starts the roles of this process: API and clients, worker, or both. */
export async function startPlatform(config: Config, options: { timers?: boolean } = {}): Promise<Platform> {
  useConfig(config)
  await startTracing(config)
  await openDatabase(config.databaseUrlApp, config.poolSize, config.poolWaitMs)
  const buckets = new Buckets()
  const adapter = new PatientAdapter(config, refuseEarly(buckets))
  const app = await NestFactory.create<NestExpressApplication>(AppModule, adapter, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  })
  let stopping = false
  const server = app.getHttpAdapter().getInstance()
  server
    .disable('x-powered-by')
    .set('etag', false)
    .set('query parser', 'simple')
    .set('trust proxy', config.trustProxy)
  server.use(secureHeaders, guardMethods)
  mountProbes(server, () => stopping)
  if (config.metricsPort === undefined) mountMetrics(server)
  if (config.roles.includes('api')) await mountApi(server, app, config, buckets)
  await app.init()
  server.use(answerNothingHere)
  const worker = app.get(Worker)
  // before the process can say that it is ready
  if (config.roles.includes('worker')) await worker.start(options)
  const http = (await app.listen(config.port, config.host)) as Server
  const closing = new Closing(http)
  const probes = config.metricsPort === undefined ? undefined : await listenApart(config, () => stopping)
  const stop = async () => {
    stopping = true
    await endWork(config, closing, worker)
    await withinMs(
      STOP.withinMs,
      ear
        .stop()
        .then(() => app.close())
        .then(closeDatabase),
    )
    await stopTracing()
    probes?.close()
    log().info('stopped')
  }
  const { port } = http.address() as AddressInfo
  log().info({ port, roles: config.roles }, 'serving')
  return { url: `http://localhost:${port}`, app, worker, stop }
}

/** Nest's Express on a server whose slow clients hold nothing for long, behind a door that turns some away. */
class PatientAdapter extends QuickAdapter {
  constructor(
    private readonly config: Config,
    private readonly isRefused: ReturnType<typeof refuseEarly>,
  ) {
    super()
  }
  override initHttpServer(): void {
    const connectionsMost = this.config.connectionsMax ?? usualPatience.connectionsMost
    const express = this.getInstance<Express>()
    const listener: RequestListener = (req, res) => void (this.isRefused(req, res) || express(req, res))
    this.setHttpServer(patientServer(listener, { ...usualPatience, connectionsMost }))
  }
}

/** Everything that answers clients. */
async function mountApi(
  server: Express,
  app: NestExpressApplication,
  config: Config,
  buckets: Buckets,
): Promise<void> {
  server.use(timeRequests)
  server.use('/api', fenceOrigins)
  mountMedia(server, openFileStore())
  mountDocs(server, app)
  server.use('/api', openScope, limitRequests(buckets))
  readBodies(server)
  app.setGlobalPrefix('api')
  if (config.webRoot)
    mountWeb(server, {
      root: config.webRoot,
      tenantOf: (req) => brandOf(req, app.get(TenancyService, { strict: false })),
      ...storefrontPages(app.get(ShopPagesService, { strict: false }), buckets),
      imageOrigins: config.s3 ? [new URL(config.s3.endpoint).origin] : [],
    })
  await ear.start()
}

const answerNothingHere = (req: Request, res: Response) =>
  answerProblem(res, new Fault('route.not_found'), localeOf(req), '')

/** Requests and jobs come to their end: the worker gives its jobs back while the last answers go out. */
async function endWork(config: Config, closing: Closing, worker: Worker): Promise<void> {
  const { drainMs, withinMs: most } = config.stop ?? STOP
  closing.begin()
  await new Promise((done) => setTimeout(done, drainMs))
  // what hangs longer than this is left to the database's own limits
  if (!(await withinMs(most, Promise.all([closing.end(most), worker.stop()]))))
    log().warn({ withinMs: most }, 'stopped with work still running')
}

/** Name and colour of the tenant whose pages are asked for: the installable app carries them. */
const brandOf = async (req: Request, tenancy: TenancyService) => {
  const tenant = await tenantOf(req, undefined).catch(() => undefined)
  if (!tenant) return undefined
  const { name, brand } = await asSystem(tenant, 'web', () => tenancy.tenant())
  return { name: name.zh, primary: brand.primary }
}

/**
 * What the storefront's addresses say to search engines, in the scope of the tenant whose they are and out of its
 * share. Without one, or without the database, browsers get the client's page as it is.
 */
function storefrontPages(pages: ShopPagesService, buckets: Buckets): Pick<WebOptions, 'pageOf' | 'fileOf'> {
  const within = async <T>(req: Request, kind: Kind, work: (asked: Asked) => Promise<T>) => {
    const tenant = await tenantOf(req, undefined).catch(() => undefined)
    if (!tenant) return undefined
    if (!takesShare(buckets, tenant, kind)) return null
    const { searchParams: query } = new URL(req.url, 'http://storefront')
    const origin = `${req.protocol}://${req.get('host')}`
    const asked = { origin, path: req.path, query, locale: localeOf(req) }
    return asSystem(tenant, 'web', () => work(asked)).catch((error: unknown) => {
      log().warn({ err: String(error), path: req.path }, 'page not written')
      return null
    })
  }
  return {
    pageOf: async (req) => (await within(req, 'reads', (asked) => pages.page(asked))) ?? undefined,
    fileOf: (req) => within(req, 'heavy', (asked) => pages.file(asked)),
  }
}

/** Probes and measures on a port of their own, which answers until the very end. */
async function listenApart(config: Config, stopping: () => boolean): Promise<Server> {
  const apart = express().disable('x-powered-by')
  mountProbes(apart, stopping)
  mountMetrics(apart)
  const server = apart.listen(config.metricsPort!, config.host)
  await once(server, 'listening')
  return server
}
