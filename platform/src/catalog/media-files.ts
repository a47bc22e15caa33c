import { pipeline } from 'node:stream/promises'
import type { Express, NextFunction, Request, Response } from 'express'
import { localeOf, tenantOf } from '../kernel/edge.js'
import { Fault } from '../kernel/fault.js'
import { isId } from '../kernel/id.js'
import { log } from '../kernel/log.js'
import { answerProblem } from '../kernel/problem.js'
import { FILE_KINDS } from './file-kind.js'
import type { FileStore } from './file-store.js'
import { addressHolds } from './media-address.js'
import { LARGE, pathOf, WIDTHS } from './picture.js'

const PICTURE = /^([0-9a-f-]{36})-(\d{3,4})\.webp$/
const PRIVATE = /^([0-9a-f-]{36})\.(mp4|webm|pdf|thumb\.webp|scan\.webp)$/
const PUBLIC = /^([0-9a-f-]{36})-public\.(mp4|webm|glb)$/

/**
 * Serves pictures at `/media/<tenantId>/<mediaId>-<width>.webp` to everybody: a name never gets other content, so it is
 * cached for good. So are videos and models that were kept for everybody. Other videos, documents and their thumbnails
 * go out at their tenant's own host and at signed addresses alone. Ids are checked before they become a path.
 */
export function mountMedia(app: Express, store: FileStore): void {
  app.get('/media/:tenantId/:file', (req: Request, res: Response, next: NextFunction) => {
    const tenant = String(req.params['tenantId']).toLowerCase()
    const file = String(req.params['file']).toLowerCase()
    const [, id = ''] = PRIVATE.exec(file) ?? []
    const [, shown = ''] = PUBLIC.exec(file) ?? []
    const served =
      isId(tenant) && isId(id)
        ? servePrivate(store, tenant, file, req, res)
        : isId(tenant) && isId(shown)
          ? servePublic(store, `${tenant}/${file}`, req, res)
          : servePicture(store, tenant, file, res)
    served.catch(next)
  })
}

/** The widths that may stand under a name, the best first: pictures that aren't wide have no large one, and never will. */
function widthsFor(width: number): number[] {
  if (width === LARGE) return [LARGE, WIDTHS.at(-1)!]
  return (WIDTHS as readonly number[]).includes(width) ? [width] : []
}

async function servePicture(store: FileStore, tenant: string, file: string, res: Response): Promise<void> {
  const [, id = '', width = ''] = PICTURE.exec(file) ?? []
  const wanted = isId(tenant) && isId(id) ? widthsFor(Number(width)) : []
  let bytes: Buffer | undefined
  for (const one of wanted) bytes ??= await store.get(pathOf(tenant, id, one))
  if (!bytes) return nothingHere(res)
  res
    .set({
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
    })
    .type('image/webp')
    .send(bytes)
}

function nothingHere(res: Response): void {
  res.status(404).set({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  res.type('text/plain').send('')
}

async function servePrivate(store: FileStore, tenant: string, file: string, req: Request, res: Response) {
  const path = `${tenant}/${file}`
  const seconds = addressHolds(path, req.query)
  const host = seconds ? await tenantOf(req, undefined).catch(() => undefined) : undefined
  // why it is refused is not said: nothing to learn about other tenants or keys
  if (host?.id !== tenant) return answerProblem(res, new Fault('catalog.address_refused'), localeOf(req), '')
  const size = await store.size(path)
  if (size === undefined) return nothingHere(res)
  const type = typeOf(file) ?? 'image/webp'
  if (type === 'application/pdf') res.attachment(`${String(req.query['name'])}.pdf`)
  res.set({
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cache-control': `private, max-age=${seconds}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'accept-ranges': 'bytes',
  })
  await sendRange(store, path, size, req, res)
}

const typeOf = (file: string) => FILE_KINDS.find(({ ending }) => file.endsWith(`.${ending}`))?.type

async function servePublic(store: FileStore, path: string, req: Request, res: Response): Promise<void> {
  const size = await store.size(path)
  if (size === undefined) return nothingHere(res)
  res.set({
    'content-type': typeOf(path)!,
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
    'accept-ranges': 'bytes',
  })
  await sendRange(store, path, size, req, res)
}

/** Sends the file, or the one part of it that is asked for (RFC 9110, 14), as it comes from the store. */
async function sendRange(store: FileStore, path: string, size: number, req: Request, res: Response) {
  const ranges = req.range(size, { combine: true })
  if (ranges === -1) return void res.status(416).set('content-range', `bytes */${size}`).end()
  // several parts at once, or what isn't a range of bytes: the whole, as the standard allows
  const one = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined
  const { start, end } = one ?? { start: 0, end: size - 1 }
  if (one) res.status(206).set('content-range', `bytes ${start}-${end}/${size}`)
  res.set('content-length', String(end - start + 1))
  if (req.method === 'HEAD') return void res.end()
  // once bytes are on their way there is no other answer: whoever asks sees the connection end
  await pipeline(await store.read(path, start, end), res).catch((error: Error) =>
    log().warn({ path, reason: error.message }, 'a file broke off'),
  )
}
