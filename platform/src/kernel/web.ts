import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, extname, join, sep } from 'node:path'
import { gzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { Express, NextFunction, Request, Response } from 'express'
import { pageWith, type PlainPage } from './plain-page.js'

export interface WebOptions {
  /** Root of the repository, below which the built clients lie. */
  root: string
  /** Further origins pictures may come from (an S3-compatible store), as `https://host`. */
  imageOrigins?: readonly string[]
  /** Name and colour of the tenant of a request, for the installable app; undefined when there is none. */
  tenantOf?: (request: Request) => Promise<{ name: string; primary: string } | undefined>
  /** What an address of the storefront says to those who run no scripts; undefined where it says nothing of its own. */
  pageOf?: (request: Request) => Promise<PlainPage | undefined>
  /** A file that is written anew each time, as `/sitemap.xml`; null when that can't be done now. */
  fileOf?: (request: Request) => Promise<string | null | undefined>
}

const REMOTES = ['admin', 'store', 'supplier', 'pos']
const CACHE_BYTES = 24 * 1024 * 1024
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.mp3': 'audio/mpeg',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}
const PACKABLE = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.txt',
  '.svg',
  '.wasm',
  '.webmanifest',
  '.ttf',
])
/** Types whose names carry a hash of what is in them, as bundlers write them. */
const HASHED = new Set(
  ['js', 'mjs', 'css', 'wasm', 'png', 'jpg', 'jpeg', 'webp', 'svg', 'gif', 'woff', 'woff2', 'ttf', 'mp3'].map(
    (type) => `.${type}`,
  ),
)
/** The shortest hash: `index.3f2a9c1b.js`, `logo-3f2a9c1b.png`. */
const HASH_LENGTH = 8

interface Served {
  body: Buffer
  packed: Buffer | undefined
  etag: string
}
type Site = (path: string) => { file: string; type: string; etag: string; served: Served } | undefined

/**
 * Serves all browser clients from one origin: the shell at `/`, remotes at `/mfe/<name>/`, the storefront at `/h5/`,
 * with strict security headers. Mount it after the API: it answers every GET and HEAD that is left over, except under
 * `/api`, and reads files when first asked, so that builds may appear later.
 */
export function mountWeb(server: Express, options: WebOptions): void {
  const headers = securityHeaders(options.imageOrigins ?? [])
  const shell = site(join(options.root, 'shell/dist'))
  const h5 = site(join(options.root, 'uniapp/dist/build/h5'))
  const remotes = new Map(REMOTES.map((name) => [name, site(join(options.root, 'mfe', name, 'dist'))]))

  server.use(async (request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    const path = cleanPath(request.path)
    if (path === undefined) return refuse(response, headers)
    if (/^\/(?:api|healthz|readyz|metrics)(?:\/|$)/.test(path)) return next()
    response.set(headers)
    try {
      if (path === '/manifest.webmanifest') return await sendManifest(request, response, options)
      const [, name, rest] = /^\/mfe\/([a-z]+)\/(.+)$/.exec(path) ?? []
      if (path.startsWith('/mfe'))
        return await send(request, response, rest && name ? remotes.get(name)?.(rest) : undefined)
      if (path === '/robots.txt' || path === '/sitemap.xml')
        return await sendWritten(request, response, extname(path), await options.fileOf?.(request))
      if (path === '/h5') return response.redirect(308, '/h5/')
      if (path.startsWith('/h5/')) {
        const found = page(h5, path.slice(4))
        const plain = found?.type.startsWith('text/html') ? await options.pageOf?.(request) : undefined
        if (!found || !plain) return await send(request, response, found)
        const html = pageWith(found.served.body.toString(), plain)
        return await sendWritten(request, response, '.html', html, plain.status)
      }
      return await send(request, response, page(shell, path.slice(1)))
    } catch (error) {
      next(error)
    }
  })
}

/** A file, or the page that draws every address of a client; an address that names a file which is not there is 404. */
const page = (from: Site, path: string) => from(path) ?? (extname(path) ? undefined : from('index.html'))

/** The decoded path; undefined for one that cannot be decoded or tries to leave. */
function cleanPath(raw: string): string | undefined {
  try {
    const path = decodeURIComponent(raw)
    // eslint-disable-next-line no-control-regex -- control characters are exactly what must not come in
    return /[\u0000-\u001f\\]/.test(path) || path.split('/').includes('..') ? undefined : path
  } catch {
    return undefined
  }
}

function refuse(response: Response, headers: Record<string, string>): void {
  response.set(headers).status(400).type('text/plain').send('Bad request')
}

/** The files of one built client; small files are kept in memory until they change on disk. */
function site(directory: string): Site {
  const kept = new Map<string, { mtimeMs: number; served: Served }>()
  let bytes = 0
  return (path) => {
    const file = resolveInside(directory, path)
    if (!file) return undefined
    const { mtimeMs, size } = statSync(file)
    const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`
    let known = kept.get(file)
    if (known?.mtimeMs !== mtimeMs) {
      known = { mtimeMs, served: { body: readFileSync(file), packed: undefined, etag } }
      if (bytes + size <= CACHE_BYTES) {
        bytes += size
        kept.set(file, known)
      }
    }
    return { file, type: TYPES[extname(file)] ?? 'application/octet-stream', etag, served: known.served }
  }
}

/** The real file below `directory`, never one that a link or a path leads out to; hidden files do not exist. */
function resolveInside(directory: string, path: string): string | undefined {
  if (path.split('/').some((part) => part.startsWith('.') || part === '') || path === '')
    return path === '' ? resolveInside(directory, 'index.html') : undefined
  try {
    const base = realpathSync(directory)
    const file = realpathSync(join(base, path))
    return file.startsWith(base + sep) && lstatSync(file).isFile() ? file : undefined
  } catch {
    return undefined // not there, or not built yet
  }
}

async function send(request: Request, response: Response, found: ReturnType<Site>): Promise<void> {
  if (!found) {
    response.status(404).set('cache-control', 'no-store').type('text/plain').send('Not found')
    return
  }
  const { file, type, etag, served } = found
  const extension = extname(file)
  response.set({ 'content-type': type, etag, vary: 'accept-encoding', 'cache-control': cacheOf(file) })
  if (file.endsWith(`${sep}sw.js`)) response.set('service-worker-allowed', '/')
  if (request.headers['if-none-match']?.includes(etag)) {
    response.status(304).end()
    return
  }
  let body = served.body
  if (
    PACKABLE.has(extension) &&
    body.length > 1_000 &&
    /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  ) {
    served.packed ??= await promisify(gzip)(body)
    body = served.packed
    response.set('content-encoding', 'gzip')
  }
  response.set('content-length', String(body.length))
  response.status(200).end(request.method === 'HEAD' ? undefined : body)
}

function isHashed(file: string): boolean {
  const extension = extname(file)
  const name = basename(file, extension)
  const tail = name.slice(name.lastIndexOf('.') + 1)
  if (!HASHED.has(extension) || !/^[\w-]+$/.test(tail)) return false
  const dash = tail.indexOf('-')
  return (tail !== name && tail.length >= HASH_LENGTH) || (dash >= 0 && tail.length - dash > HASH_LENGTH)
}

const cacheOf = (file: string): string =>
  isHashed(file) && !/(?:remoteEntry|sw)\.js$/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache'

/** Sends what was written for this request: another asks in another language, or of another tenant. */
async function sendWritten(
  request: Request,
  response: Response,
  extension: string,
  text: string | null | undefined,
  status = 200,
): Promise<void> {
  if (text === undefined) return await send(request, response, undefined)
  if (text === null) return void response.status(503).set('retry-after', '60').type('text/plain').send('Busy')
  response.set({
    'content-type': TYPES[extension]!,
    vary: 'accept-encoding, accept-language, host',
    'cache-control': 'no-cache',
  })
  const packs = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  if (packs) response.set('content-encoding', 'gzip')
  const body = packs ? await promisify(gzip)(text) : Buffer.from(text)
  response.set('content-length', String(body.length))
  response.status(status).end(request.method === 'HEAD' ? undefined : body)
}

async function sendManifest(request: Request, response: Response, options: WebOptions): Promise<void> {
  const tenant = await options.tenantOf?.(request)
  const name = tenant?.name ?? 'Storeweave'
  const icon = (size: number, purpose: string) => ({
    src: `/icons/icon-${size}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  response.set({
    'cache-control': 'no-cache',
    'content-type': 'application/manifest+json; charset=utf-8',
    vary: 'host',
  })
  response.send(
    JSON.stringify({
      id: '/',
      name,
      short_name: name.slice(0, 12),
      start_url: '/',
      scope: '/',
      display: 'standalone',
      background_color: '#ffffff',
      theme_color: tenant?.primary ?? '#1f6f54',
      icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
    }),
  )
}

function securityHeaders(imageOrigins: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    ['img-src', "'self'", 'data:', 'blob:', ...imageOrigins].join(' '),
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(self), serial=(self)',
  }
}
