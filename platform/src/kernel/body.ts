import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { localeOf } from './edge.js'
import { Fault } from './fault.js'
import { answerProblem } from './problem.js'
import { isOfBrand, scope, type Principal } from './scope.js'

const BODY_BYTES_MAX = 256 * 1024
const PICTURE_BYTES_MAX = 12 * 1024 * 1024
const DEPTH_MAX = 32
const JSONS = ['application/json', 'application/*+json']
const PICTURES = ['image/*', 'application/octet-stream']

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Express declares its request in this namespace
  namespace Express {
    interface Request {
      /** The bytes as they came, for signatures over the raw body. */
      rawBody?: Buffer
    }
  }
}

/** As what browsers and programs send sheets; what they really are is told by their bytes. */
const SHEETS = [
  'text/csv',
  'text/plain',
  'application/octet-stream',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]

const FILES = ['video/mp4', 'video/webm', 'application/pdf', 'model/gltf-binary']

/** Papers of companies that supply, or would. */
const PAPERS = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp']

/** Videos, documents, models, papers and sheets: the route that keeps them reads their bytes itself, as they come. */
const isFile = (req: Request) =>
  (/^\/media\/files\/?$/i.test(req.path) && !!req.is(FILES)) ||
  (/^\/(?:apply\/files|supplier\/(?:message-)?files|suppliers\/[\w-]+\/message-files)\/?$/i.test(req.path) &&
    !!req.is(PAPERS)) ||
  (/^\/(?:imports|supplier\/sheets)\/?$/i.test(req.path) && !!req.is(SHEETS))

const PICTURES_READ = [
  refuseLong(PICTURES, PICTURE_BYTES_MAX),
  express.raw({ type: PICTURES, limit: PICTURE_BYTES_MAX }),
]

/** Reads bodies of `/api`: JSON up to 256 KB and 32 levels, pictures up to 12 MB where they're uploaded; files are left to their route. */
export function readBodies(server: Express): void {
  server.use('/api/media', refuseBut(isOfBrand), PICTURES_READ)
  server.use(['/api/shop/pictures', '/api/shop/return-pictures'], refuseBut(isShopper), PICTURES_READ)
  server.use(
    '/api',
    refuseLong(JSONS, BODY_BYTES_MAX),
    express.json({
      limit: BODY_BYTES_MAX,
      strict: true,
      type: JSONS,
      verify: (req, _res, bytes) => void ((req as Request).rawBody = bytes),
    }),
  )
  server.use('/api', (req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return // refused while it was read: nothing must happen any more
    const length = Number(req.headers['content-length'] ?? 0)
    if (
      req.body === undefined &&
      !isFile(req) &&
      (length > 0 || req.headers['transfer-encoding']) &&
      !['GET', 'HEAD'].includes(req.method)
    )
      return next(new Fault('request.unsupported_media'))
    next(depthOf(req.body) > DEPTH_MAX ? new Fault('request.invalid') : undefined)
  })
  server.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (!error) return next()
    if (res.headersSent) return
    answerProblem(res, error, localeOf(req), String(res.getHeader('x-request-id') ?? ''))
  })
}

/**
 * Answers a body that is too long at once. The parsers would read it to its end before they say so, and it may have
 * none: whoever states no length is cut off where the bound is.
 */
function refuseLong(types: string[], most: number) {
  return (req: Request, res: Response, next: NextFunction) => {
    if (!req.is(types)) return next()
    const refuse = () =>
      answerProblem(
        res,
        new Fault('request.too_large'),
        localeOf(req),
        String(res.getHeader('x-request-id') ?? ''),
      )
    if (Number(req.headers['content-length'] ?? 0) > most) return refuse()
    let read = 0
    const count = (bytes: Buffer) => {
      read += bytes.length
      if (read <= most) return
      req.off('data', count)
      refuse()
    }
    if (req.headers['content-length'] === undefined) req.on('data', count)
    next()
  }
}

const isShopper = ({ kind }: Principal) => kind === 'shopper'
/** A large body is read for those alone it may come from: a stranger's would only fill the memory. */
function refuseBut(mayCome: (who: Principal) => boolean) {
  return (_req: Request, _res: Response, next: NextFunction): void => {
    const { who } = scope()
    if (mayCome(who)) return next()
    next(new Fault(who.kind === 'guest' ? 'access.not_signed_in' : 'access.denied'))
  }
}

function depthOf(value: unknown, depth = 0): number {
  if (depth > DEPTH_MAX || typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return depth
  let deepest = depth + 1
  for (const inner of Object.values(value)) {
    deepest = Math.max(deepest, depthOf(inner, depth + 1))
    if (deepest > DEPTH_MAX) break
  }
  return deepest
}
