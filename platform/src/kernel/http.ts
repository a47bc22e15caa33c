import {
  applyDecorators,
  HttpCode,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type PipeTransform,
  type ArgumentMetadata,
  type ArgumentsHost,
  type ExceptionFilter,
  Injectable,
  Catch,
  type CanActivate,
} from '@nestjs/common'
import { Id, type Feature } from '@storeweave/contract'
import type { Request, Response } from 'express'
import { from, lastValueFrom, type Observable } from 'rxjs'
import type { z } from 'zod'
import { CAN, type Needs } from './access.js'
import { keepLook, keepRefusal } from './audit.js'
import { config } from './config.js'
import { localeOf } from './edge.js'
import { Fault } from './fault.js'
import { mustOffer, PART_OF } from './features.js'
import { isId } from './id.js'
import { keyOf, once, Replay } from './idempotency.js'
import { answerProblem } from './problem.js'
import { scope, scopeOrNone } from './scope.js'

export const ANSWERS = Symbol('answers')
export const ONCE = Symbol('once')
export interface AnswerInfo {
  schema?: z.ZodType
  status: number
  example?: unknown
  description?: string
}

/**
 * An answer that is JSON already, checked against its schema when it was made: it goes out as it is. Its bytes are kept
 * as a text with one character a byte, which joins and goes out fastest.
 */
export class Written {
  constructor(readonly bytes: string) {}
}
/** The bytes of a text as `Written` keeps them. */
export const bytesOf = (text: string): string => Buffer.from(text).toString('latin1')

/** What a route answers: the body is checked against the schema and stripped of what the schema doesn't name. */
export const Answers = (
  schema: z.ZodType,
  options: { status?: number; example?: unknown; description?: string } = {},
) =>
  applyDecorators(
    SetMetadata(ANSWERS, { schema, status: options.status ?? 200, ...options } as AnswerInfo),
    HttpCode(options.status ?? 200),
  )
/** A route that answers nothing but that it is done. */
export const NoContent = () =>
  applyDecorators(SetMetadata(ANSWERS, { status: 204 } as AnswerInfo), HttpCode(204))
/** A route that writes its own answer (files, event streams). */
export const Raw = (description: string) =>
  applyDecorators(
    SetMetadata(ANSWERS, { status: 200, description } as AnswerInfo),
    UseInterceptors(LookInterceptor),
  )
/** A write that happens once for each Idempotency-Key: key, effect and answer share one transaction (rules D16). */
export const Once = () => applyDecorators(SetMetadata(ONCE, 'apart'), UseInterceptors(OnceInterceptor))
/**
 * The same for a write that several requests share a transaction for: the handler finds its key in `requestKey()`, keeps
 * it with the answer it has shaped, and answers a `Replay` for one that was used.
 */
export const OnceTogether = () =>
  applyDecorators(SetMetadata(ONCE, 'together'), UseInterceptors(OnceInterceptor))
/** For `@Param('id', IdParam)`. */
export const IdParam = { schema: Id }

/** Checks bodies, queries and parameters against their zod schema. */
@Injectable()
export class SchemaPipe implements PipeTransform {
  transform(value: unknown, { schema, type, data }: ArgumentMetadata & { schema?: unknown }): unknown {
    if (!schema) return value
    const result = (schema as z.ZodType).safeParse(type === 'body' && value === undefined ? {} : value)
    if (result.success) return result.data
    // an id that cannot exist is answered like one that doesn't: nothing to learn from the difference
    if (type === 'param') throw new Fault('access.not_found')
    throw new Fault(
      'request.invalid',
      {},
      result.error.issues.slice(0, 50).map((i) => ({
        path: [...(data ? [data] : []), ...i.path].join('.'),
        code: i.code,
        message: i.message,
      })),
    )
  }
}

/** Default-deny: a route without a permission is closed to everybody, one with it to those who don't hold it, and one of a feature to all of a brand that doesn't use it. */
@Injectable()
export class PermissionGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const needs = Reflect.getMetadata(CAN, context.getHandler()) as Needs | undefined
    const { who } = scope()
    if (needs) openAct(context.switchToHttp().getRequest<Request>(), needs)
    if (needs && who.ability.can(needs.action, needs.subject)) {
      const feature = partOf(context)
      return feature === undefined || mustOffer(feature).then(() => true)
    }
    throw new Fault(who.kind === 'guest' ? 'access.not_signed_in' : 'access.denied')
  }
}

const partOf = (context: ExecutionContext): Feature | undefined =>
  (Reflect.getMetadata(PART_OF, context.getHandler()) ?? Reflect.getMetadata(PART_OF, context.getClass())) as
    Feature | undefined

/** Says to the audit log what is about to be done, and from where; what only an entry needs is put together for one. */
function openAct(req: Request, { action, subject }: Needs): void {
  const path = (req.route as { path?: string } | undefined)?.path ?? ''
  scope().act = {
    permission: `${subject}:${action}`,
    subject,
    get route() {
      return `${req.method} ${path.replace(/:(\w+)/g, '{$1}')}`
    },
    objectId: Object.values(req.params).find(isId) ?? null,
    writes: req.method !== 'GET' && req.method !== 'HEAD',
    get address() {
      return req.ip ?? ''
    },
    get device() {
      return (req.header('user-agent') ?? '').slice(0, 200)
    },
    kept: false,
  }
}

/** Keeps the trace of a look where the route writes its own answer; for all others the adapter does. */
@Injectable()
export class LookInterceptor implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const work = async () => {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined })
      await keepLook()
      return body
    }
    return from(work())
  }
}

/** A body that has been checked and stripped. */
class Shaped {
  constructor(readonly body: unknown) {}
}

/** Runs routes marked `@Once` under their key; the answer that is kept is the one that goes out. */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const info = Reflect.getMetadata(ANSWERS, context.getHandler()) as AnswerInfo | undefined
    const kept = Reflect.getMetadata(ONCE, context.getHandler()) as 'apart' | 'together'
    const key = keyOf(context.switchToHttp().getRequest<Request>())
    const shape = (body: unknown) => shaped(info, body)
    const work = () => lastValueFrom(next.handle(), { defaultValue: undefined }) as Promise<unknown>
    if (kept === 'together') scope().key = { ...key, shape }
    const answer =
      kept === 'together' ? work() : once(key, info?.status ?? 200, async () => shape(await work()))
    return from(answer.then((body) => (body instanceof Replay ? body : new Shaped(body))))
  }
}

/**
 * What a handler answered as it goes out: JSON as bytes, or as a text with a character for each, or undefined for
 * nothing. Throws where it is not what the route promises. Sets the headers that tell of it.
 */
export function outgoing(res: Response, info: AnswerInfo, answer: unknown): string | Buffer | undefined {
  if (config().countStatements) res.setHeader('x-statements', String(scope().statements))
  if (answer instanceof Replay) res.status(answer.status).setHeader('idempotent-replay', 'true')
  if (answer instanceof Written) return answer.bytes
  const isReady = answer instanceof Replay || answer instanceof Shaped
  const body = isReady ? answer.body : shaped(info, answer)
  return body === undefined || body === null ? undefined : Buffer.from(JSON.stringify(body))
}

function shaped(info: AnswerInfo | undefined, body: unknown): unknown {
  if (!info?.schema) return body
  const result = info.schema.safeParse(body)
  if (result.success) return result.data
  throw new Error(
    `answer does not fit its schema: ${result.error.issues
      .slice(0, 5)
      .map((i) => `${i.path.join('.')}: ${i.message}`)
      .join('; ')}`,
  )
}

/** Every error leaves as an RFC 9457 problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const req = host.switchToHttp().getRequest<Request>()
    const res = host.switchToHttp().getResponse<Response>()
    const s = scopeOrNone()
    const answer = () =>
      answerProblem(
        res,
        error,
        s?.locale ?? localeOf(req),
        s?.requestId ?? String(res.getHeader('x-request-id') ?? ''),
      )
    if (s?.act && error instanceof Fault) void keepRefusal(error).then(answer)
    else answer()
  }
}
