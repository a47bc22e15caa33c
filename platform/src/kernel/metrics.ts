import type { NextFunction, Request, Response } from 'express'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { beginRequest } from './trace.js'

/** What the process measures, in Prometheus' text format at `/metrics`. Labels hold names out of the code, never ids. */
export const registry = new Registry()
collectDefaultMetrics({ register: registry })
const registers = [registry]
const FAST = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const SLOW = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900]

/** A number that goes up and down; `collect` is asked for it at each scrape. */
export const gauge = <L extends string = never>(
  name: string,
  help: string,
  labelNames: readonly L[] = [],
  collect?: (this: Gauge<L>) => void | Promise<void>,
): Gauge<L> => new Gauge<L>({ name, help, labelNames, registers, ...(collect ? { collect } : {}) })
/** A number that only goes up. */
export const counter = <L extends string = never>(
  name: string,
  help: string,
  labelNames: readonly L[] = [],
): Counter<L> => new Counter<L>({ name, help, labelNames, registers })
/** Durations in seconds: `fast` ones of a database, `slow` ones of jobs and of the world outside. */
export const histogram = <L extends string = never>(
  name: string,
  help: string,
  labelNames: readonly L[] = [],
  speed: 'fast' | 'slow' = 'fast',
): Histogram<L> =>
  new Histogram<L>({ name, help, labelNames, registers, buckets: speed === 'fast' ? FAST : SLOW })

const requests = histogram('http_request_duration_seconds', 'Time to answer, by route', [
  'method',
  'route',
  'status',
])
/** Problem documents answered, by code: why orders are refused, sign-ins fail, limits hold. */
export const faults = counter('faults_total', 'Problem documents answered, by code', ['code'])
/** Pages that many ask for: out of memory (`kept`), together with who asked before (`shared`), or anew (`made`). */
export const answersGiven = counter('answers_total', 'Pages answered, by where they came from', ['from'])
export const poolWait = histogram('pg_pool_wait_seconds', 'Time until a connection of the pool was free')
export const unitSeconds = histogram('pg_transaction_seconds', 'Time from begin to commit or rollback')
export const retries = counter('pg_transaction_retries_total', 'Transactions tried again after a conflict')
export const deliverySeconds = histogram(
  'event_delivery_seconds',
  'Time from writing an event to its delivery, by event',
  ['event'],
  'slow',
)
export const deliveryFailures = counter(
  'event_delivery_failures_total',
  'Deliveries that failed and come again',
  ['event'],
)
export const timedSeconds = histogram(
  'timed_work_seconds',
  'Time a round of timed work took for one tenant',
  ['job'],
  'slow',
)
export const timedFailures = counter('timed_work_failures_total', 'Rounds of timed work that failed', ['job'])
export const timedLast = gauge(
  'timed_work_last_success_timestamp_seconds',
  'When timed work last ended well',
  ['job'],
)
export const outboundSeconds = histogram(
  'outbound_request_seconds',
  'Time until a provider answered, by host and outcome',
  ['host', 'outcome'],
  'slow',
)

/** The pattern of a request's route; its path would make endless series. */
export const routeOf = (req: Request): string =>
  (req.route as { path?: string } | undefined)?.path?.toString() ?? 'other'

const series = new Map<string, { observe(seconds: number): void }>()
/** The series of a kind of request, put together once: there are as many as routes and their outcomes. */
function seriesOf(method: string, route: string, status: number) {
  const key = `${method} ${status} ${route}`
  let known = series.get(key)
  if (!known) series.set(key, (known = requests.labels({ method, route, status: String(status) })))
  return known
}

/** Counts a request that was turned away before anything was known of it. */
export function countRefused(method: string, status: number, code: string): void {
  seriesOf(method === 'GET' ? method : 'other', 'other', status).observe(0)
  faults.inc({ code })
}

/** Times every request under its route's pattern. An event stream has no duration that says anything. */
export function timeRequests(req: Request, res: Response, next: NextFunction): void {
  const begun = performance.now()
  const span = beginRequest(req.method, trusted(req) ? req.header('traceparent') : undefined)
  res.once('finish', () => {
    const route = routeOf(req)
    span?.end(route, res.statusCode, { 'storeweave.request_id': String(res.getHeader('x-request-id') ?? '') })
    if (route.endsWith('/live')) return
    const method = route === 'other' && req.method !== 'GET' ? 'other' : req.method
    seriesOf(method, route, res.statusCode).observe((performance.now() - begun) / 1000)
  })
  if (span) span.run(next)
  else next()
}

/** Only a proxy of ours may say which trace a request belongs to, and thereby that it is recorded. */
const trusted = (req: Request) => Number(req.app.get('trust proxy')) > 0
