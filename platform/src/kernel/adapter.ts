import { ExpressAdapter } from '@nestjs/platform-express'
import type { Express, NextFunction, Request, Response } from 'express'
import { keepLook } from './audit.js'
import { ANSWERS, outgoing, type AnswerInfo } from './http.js'
import { scopeOrNone } from './scope.js'

type Handler = (req: Request, res: Response, next: NextFunction) => unknown
interface Route {
  path: string
  parts: readonly string[]
  handler: Handler
}

/**
 * Nest over Express with two short cuts for what every request does: a route is found by its method and number of
 * parts, where Express tries the pattern of each, and the answer goes out as it is, with its length. Whatever is unusual about
 * an address (letter case, a slash at the end, escapes) is left to Express, which knows the same routes in the same order.
 */
export class QuickAdapter extends ExpressAdapter {
  private readonly routes = new Map<string, Route[]>()

  constructor() {
    super()
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const register = this[method].bind(this) as unknown as (path: string, handler: Handler) => unknown
      Object.assign(this, {
        [method]: (path: string, handler: Handler) =>
          register(path, this.note(method.toUpperCase(), path, handler)),
      })
    }
  }

  /** Sends what a handler answered, as its route promises it. A look that must leave a trace has left it before. */
  override reply(res: Response, answer: unknown, status?: number) {
    const info = res.locals['answers'] as AnswerInfo | undefined
    if (!info) return super.reply(res, answer, status)
    if (scopeOrNone()?.who.kind !== 'operator') return this.send(res, info, answer, status)
    return keepLook().then(() => this.send(res, info, answer, status))
  }

  private send(res: Response, info: AnswerInfo, answer: unknown, status?: number) {
    if (status !== undefined) res.statusCode = status
    const bytes = outgoing(res, info, answer)
    if (bytes === undefined) return res.end()
    res.setHeader('content-type', 'application/json; charset=utf-8')
    res.setHeader('content-length', bytes.length)
    return res.end(bytes, 'latin1')
  }

  /** The handler, its promise put beside the response it is about to make. */
  private note(method: string, path: string, handler: Handler): Handler {
    const info = Reflect.getMetadata(ANSWERS, handler) as AnswerInfo | undefined
    const promised: Handler = (req, res, next) => {
      if (info) res.locals['answers'] = info
      return handler(req, res, next)
    }
    if (!this.routes.size) this.instance.use(this.dispatch)
    const parts = path.split('/')
    const key = `${method}${parts.length}`
    this.routes.set(key, [...(this.routes.get(key) ?? []), { path, parts, handler: promised }])
    return promised
  }

  private readonly dispatch: Handler = (req, res, next) => {
    const { path } = req
    if (path.includes('%')) return next()
    const parts = path.split('/')
    const route = this.routes.get(`${req.method}${parts.length}`)?.find((known) => fits(known.parts, parts))
    if (!route) return next()
    req.route = { path: route.path }
    req.params = paramsOf(route.parts, parts)
    return route.handler(req, res, next)
  }
  declare protected readonly instance: Express
}

const isParam = (part: string) => part.charCodeAt(0) === 58
function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  for (let n = 1; n < pattern.length; n++)
    if (isParam(pattern[n]!) ? parts[n] === '' : pattern[n] !== parts[n]) return false
  return true
}
function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {}
  for (let n = 1; n < pattern.length; n++) if (isParam(pattern[n]!)) params[pattern[n]!.slice(1)] = parts[n]!
  return params
}
