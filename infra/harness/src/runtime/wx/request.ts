import type { Context, Loose } from '../types.ts'
import { recordCall, settle } from './call.ts'

const withQuery = (url: string, data: Record<string, unknown>) => {
  const pairs = Object.entries(data).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  )
  if (pairs.length === 0) return url
  return url + (url.includes('?') ? '&' : '?') + pairs.join('&')
}

/** The address a request really goes to: the origin compiled into the build is replaced by the one under test. */
export function resolveUrl(context: Context, url: string): string {
  const { apiOrigin, buildOrigin } = context.options
  const isBuilt = buildOrigin && (url === buildOrigin || url.startsWith(`${buildOrigin}/`))
  return isBuilt ? apiOrigin + url.slice(buildOrigin.length) : url
}

function encodeBody(data: unknown, type: string): BodyInit | undefined {
  if (data === undefined || data === null) return undefined
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  if (!type.includes('application/x-www-form-urlencoded')) return JSON.stringify(data)
  return withQuery('', data as Record<string, unknown>).slice(1)
}

async function readBody(response: Response, { responseType, dataType = 'json' }: Loose): Promise<unknown> {
  if (responseType === 'arraybuffer') return response.arrayBuffer()
  const body = await response.text()
  if (dataType !== 'json') return body
  try {
    return JSON.parse(body)
  } catch {
    // WeChat hands over the text when it is not JSON.
    return body
  }
}

async function send(context: Context, options: Loose, signal: AbortSignal): Promise<object> {
  const method = String(options.method ?? 'GET').toUpperCase()
  const isBodyless = method === 'GET' || method === 'HEAD'
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  for (const [name, value] of Object.entries(options.header ?? {})) {
    // WeChat does not let an app set its referer.
    if (name.toLowerCase() !== 'referer') headers[name.toLowerCase()] = String(value)
  }
  const target = resolveUrl(context, String(options.url))
  const origin = new URL(target).origin
  if (!context.options.allowedOrigins.includes(origin)) throw new Error(`url not in domain list: ${origin}`)
  const hasQuery = isBodyless && options.data && typeof options.data === 'object'
  const response = await fetch(hasQuery ? withQuery(target, options.data) : target, {
    method,
    headers,
    body: isBodyless ? undefined : encodeBody(options.data, headers['content-type']),
    // No cookie jar and no cache in a mini program.
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  })
  const header = Object.fromEntries(response.headers)
  return { statusCode: response.status, header, cookies: [], data: await readBody(response, options) }
}

const reasonOf = (error: unknown, signal: AbortSignal): Error => {
  if (signal.aborted) return new Error(signal.reason === 'timeout' ? 'timeout' : 'abort')
  return error instanceof Error ? error : new Error(String(error))
}

/** wx.request: through the page's fetch, to allowed origins only; gives a task that can be aborted. */
export function createRequest(context: Context) {
  return (options: Loose = {}) => {
    const call = recordCall(context, 'request', options)
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort('timeout'), options.timeout ?? 60_000)
    const headersListeners = new Set<(answer: object) => void>()
    const run = context.handled.has('request')
      ? context.askTest('request', call.args)
      : send(context, options, controller.signal)
    run
      .then(
        (value) => {
          for (const listener of headersListeners) listener({ header: value.header })
          settle(context, call, options, { value })
        },
        (error) => settle(context, call, options, { error: reasonOf(error, controller.signal) }),
      )
      .finally(() => clearTimeout(timer))
    return {
      abort: () => controller.abort('abort'),
      onHeadersReceived: (listener: (answer: object) => void) => void headersListeners.add(listener),
      offHeadersReceived: (listener: (answer: object) => void) => void headersListeners.delete(listener),
    }
  }
}
