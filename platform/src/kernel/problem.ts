import type { Locale } from '@storeweave/contract'
import type { Response } from 'express'
import { Fault, problemOf } from './fault.js'
import { log } from './log.js'
import { faults } from './metrics.js'

interface HttpLike {
  status?: number
  statusCode?: number
  type?: string
  getStatus?: () => number
}

/** Turns whatever was thrown into a fault: our own as it is, the framework's and the body parser's by kind, the rest as `server.failed`. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error
  const e = error as HttpLike & { code?: string; message?: string }
  const status = e.getStatus?.() ?? e.status ?? e.statusCode
  if (e.type === 'entity.too.large' || status === 413) return new Fault('request.too_large')
  if (
    e.type === 'entity.parse.failed' ||
    e.type === 'encoding.unsupported' ||
    e.type === 'charset.unsupported'
  )
    return new Fault('request.malformed')
  if (status === 415) return new Fault('request.unsupported_media')
  if (status === 404) return new Fault('route.not_found')
  if (status && status >= 400 && status < 500) return new Fault('request.invalid')
  if (e.code === '57014') return new Fault('server.too_slow')
  if (e.code && (UNAVAILABLE.has(e.code) || e.code.startsWith('08'))) return new Fault('server.unavailable')
  if (LOST.test(e.message ?? '')) return new Fault('server.unavailable')
  return new Fault('server.failed')
}
/** What the driver says without a code when its connection is gone. */
const LOST =
  /timeout exceeded when trying to connect|Connection terminated|connection error and is not queryable/
/** Lock time-outs, too many connections, shutdown, refused and broken connections. */
const UNAVAILABLE = new Set([
  '55P03',
  '40001',
  '40P01',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '25P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
])

/** After how long it is worth trying again, where the fault itself doesn't say. */
const RETRY_SECONDS: Partial<Record<string, number>> = {
  'request.in_progress': 1,
  'server.unavailable': 2,
  'server.too_slow': 5,
  'server.provider_down': 15,
}

/** Answers with a problem document; only faults of our own making are logged as errors, with their cause. */
export function answerProblem(res: Response, error: unknown, locale: Locale, requestId: string): void {
  const fault = faultOf(error)
  faults.inc({ code: fault.code })
  if (fault.status >= 500)
    log().error(
      {
        requestId,
        code: fault.code,
        err: error instanceof Error ? { message: error.message, stack: error.stack } : String(error),
      },
      'request failed',
    )
  if (res.headersSent) return void res.end()
  const wait = RETRY_SECONDS[fault.code] ?? (fault.status === 429 ? 60 : undefined)
  if (wait) res.setHeader('retry-after', String(fault.args['seconds'] ?? wait))
  res
    .status(fault.status)
    .setHeader('content-language', locale)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(fault, locale, requestId)))
}
