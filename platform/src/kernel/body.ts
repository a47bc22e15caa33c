import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { localeOf } from './edge.js'
import { Fault } from './fault.js'
import { answerProblem } from './problem.js'
import { isOfBrand, scope } from './scope.js'

const BODY_BYTES_MAX = 256 * 1024
const PICTURE_BYTES_MAX = 12 * 1024 * 1024
const DEPTH_MAX = 32

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Express declares its request in this namespace
  namespace Express {
    interface Request {
      /** The bytes as they came, for signatures over the raw body. */
      rawBody?: Buffer
    }
  }
}

/** Videos and documents: the route that keeps them reads their bytes itself, as they come. */
const isFile = (req: Request) =>
  /^\/media\/files\/?$/i.test(req.path) && !!req.is(['video/mp4', 'video/webm', 'application/pdf'])

/** Reads bodies of `/api`: JSON up to 256 KB and 32 levels, pictures up to 12 MB where they're uploaded; files are left to their route. */
export function readBodies(server: Express): void {
  server.use(
    '/api/media',
    refuseStrangers,
    express.raw({ type: ['image/*', 'application/octet-stream'], limit: PICTURE_BYTES_MAX }),
  )
  server.use(
    '/api',
    express.json({
      limit: BODY_BYTES_MAX,
      strict: true,
      type: ['application/json', 'application/*+json'],
      verify: (req, _res, bytes) => void ((req as Request).rawBody = bytes),
    }),
  )
  server.use('/api', (req: Request, _res: Response, next: NextFunction) => {
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
    answerProblem(res, error, localeOf(req), String(res.getHeader('x-request-id') ?? ''))
  })
}

/** A large body is read for the brand's own people and programs alone: a stranger's would only fill the memory. */
function refuseStrangers(_req: Request, _res: Response, next: NextFunction): void {
  const { who } = scope()
  if (isOfBrand(who)) return next()
  next(new Fault(who.kind === 'guest' ? 'access.not_signed_in' : 'access.denied'))
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
