import express, { type Request, type RequestHandler, type Response } from 'express'

/** Reads any body up to a megabyte as bytes: signatures are over what was sent, not over what it means. */
export const rawBody: RequestHandler = express.raw({ type: () => true, limit: '1mb' })

/** The body as UTF-8 text, empty when there was none. */
export function bodyText(req: Request): string {
  return Buffer.isBuffer(req.body) ? req.body.toString('utf8') : ''
}

/** The body as a JSON object; undefined when it is none. */
export function bodyObject(req: Request): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(bodyText(req))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** The query string, first value of each name. */
export function queryOf(req: Request): URLSearchParams {
  return new URL(req.originalUrl, 'http://x').searchParams
}

/** Sends a page under a content policy without inline code. */
export function sendPage(res: Response, html: string, status = 200): void {
  res
    .status(status)
    .set(
      'Content-Security-Policy',
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    )
    .set('X-Content-Type-Options', 'nosniff')
    .set('Referrer-Policy', 'no-referrer')
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(html)
}
