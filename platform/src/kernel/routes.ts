import 'reflect-metadata'
import { RequestMethod, type INestApplicationContext } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js'
import { DiscoveryService, MetadataScanner } from '@nestjs/core'
import type { z } from 'zod'
import { CAN, type Needs } from './access.js'
import { ANSWERS, ONCE, type AnswerInfo } from './http.js'

export interface RouteInfo {
  method: string
  /** As in OpenAPI: `/api/orders/{id}`. */
  path: string
  operationId: string
  tag: string
  needs: Needs | undefined
  answers: AnswerInfo
  once: boolean
  body?: z.ZodType
  query?: z.ZodType
  params: { name: string; schema?: z.ZodType }[]
}

/** Nest's kinds of handler parameters. */
const BODY = 3
const QUERY = 4
const PARAM = 5

/** Every route there is, read from the controllers' own metadata: the source of the API document and of the permission matrix. */
export function routesOf(app: INestApplicationContext): RouteInfo[] {
  const scanner = app.get(MetadataScanner, { strict: false })
  const routes: RouteInfo[] = []
  for (const { metatype, instance } of app.get(DiscoveryService, { strict: false }).getControllers()) {
    if (!metatype || !instance) continue
    const proto = Object.getPrototypeOf(instance) as Record<string, (...a: unknown[]) => unknown>
    for (const name of scanner.getAllMethodNames(proto)) {
      const handler = proto[name]!
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined
      if (method === undefined) continue
      const base = String(Reflect.getMetadata(PATH_METADATA, metatype) ?? '')
      const path = `/api/${base}/${String(Reflect.getMetadata(PATH_METADATA, handler) ?? '')}`
        .replace(/\/+/g, '/')
        .replace(/\/$/, '')
      routes.push({
        method: RequestMethod[method]!,
        path: path.replace(/:(\w+)/g, '{$1}'),
        operationId: `${metatype.name.replace(/Controller$/, '')}_${name}`,
        tag: base.split('/')[0] || 'session',
        needs: Reflect.getMetadata(CAN, handler) as Needs | undefined,
        answers: (Reflect.getMetadata(ANSWERS, handler) as AnswerInfo | undefined) ?? { status: 200 },
        once: Reflect.getMetadata(ONCE, handler) !== undefined,
        ...inputsOf(metatype, name),
      })
    }
  }
  return routes.sort((a, b) =>
    a.path === b.path ? (a.method < b.method ? -1 : 1) : a.path < b.path ? -1 : 1,
  )
}

function inputsOf(controller: object, name: string): Pick<RouteInfo, 'body' | 'query' | 'params'> {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { data?: string; schema?: z.ZodType }
  >
  const of = (kind: number) =>
    Object.entries(args)
      .filter(([key]) => key.startsWith(`${kind}:`))
      .map(([, arg]) => arg)
  return {
    body: of(BODY)[0]?.schema,
    query: of(QUERY)[0]?.schema,
    params: of(PARAM).flatMap((p) => (p.data ? [{ name: p.data, schema: p.schema }] : [])),
  }
}
