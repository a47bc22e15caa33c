import type { NextFunction, Request, Response } from 'express'
import { config } from './config.js'
import { localeOf } from './edge.js'
import { Fault } from './fault.js'
import { answerProblem } from './problem.js'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const YEAR_SECONDS = 31_536_000

/** Of every answer: nothing may be guessed, framed, run or kept. Pages and pictures set their own over them. */
export const ALWAYS = Object.entries({
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), serial=()',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
})

/** Sets what goes with every answer. */
export function secureHeaders(req: Request, res: Response, next: NextFunction): void {
  for (const [name, value] of ALWAYS) res.setHeader(name, value)
  if (req.secure) res.set('strict-transport-security', `max-age=${YEAR_SECONDS}; includeSubDomains`)
  next()
}

/** 405 for methods nothing here answers: TRACE above all, which would echo a request's headers. */
export function guardMethods(req: Request, res: Response, next: NextFunction): void {
  if (METHODS.includes(req.method)) return next()
  res.set('allow', METHODS.join(', '))
  answerProblem(res, new Fault('request.method_unknown'), localeOf(req), '')
}

/**
 * Who may call the API from a browser's page: our own origin, and what `corsOrigins` names. A write from any other
 * page is refused, whatever cookies come with it; programs that are no browsers send no Origin and prove themselves
 * by their token.
 */
export function fenceOrigins(req: Request, res: Response, next: NextFunction): void {
  const { origin } = req.headers
  const listed = isListed(origin)
  for (const [name, value] of headersFor(origin)) res.setHeader(name, value)
  if (req.method === 'OPTIONS') {
    if (listed)
      res.set({
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers':
          'authorization, content-type, idempotency-key, x-storeweave-app-id, x-request-id',
        'access-control-max-age': '600',
      })
    return void res.status(204).end()
  }
  const ours =
    origin === undefined
      ? isOwnFetch(req)
      : hostOf(origin) === req.headers.host || (listed && !readsCookie(req))
  if (ours || req.method === 'GET' || req.method === 'HEAD') return next()
  answerProblem(res, new Fault('request.foreign_origin'), localeOf(req), '')
}

const isListed = (origin: string | undefined): boolean =>
  origin !== undefined && config().corsOrigins.includes(origin)

/** What lets a page of this origin read the answer, where `corsOrigins` names it. */
export const headersFor = (origin: string | undefined): [name: string, value: string][] =>
  isListed(origin)
    ? [
        ['vary', 'Origin'],
        ['access-control-allow-origin', origin!],
        ['access-control-expose-headers', 'x-request-id, retry-after, idempotent-replay, content-language'],
        ['cross-origin-resource-policy', 'cross-origin'],
      ]
    : [['vary', 'Origin']]

/** Staff sessions live in a cookie: their routes serve our own pages alone, whoever else is listed. */
const readsCookie = (req: Request): boolean => /^\/api\/auth\b/i.test(req.originalUrl)

/** What a browser says of a write without an Origin; other programs say nothing. */
const isOwnFetch = (req: Request): boolean =>
  ['same-origin', 'none', undefined].includes(req.headers['sec-fetch-site'] as string | undefined)

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined // `null`, as sandboxed frames and local files send it
  }
}
