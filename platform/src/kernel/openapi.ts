import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { INestApplicationContext } from '@nestjs/common'
import { errors, Problem } from '@storeweave/contract'
import express, { type Express } from 'express'
import { z } from 'zod'
import { routesOf, type RouteInfo } from './routes.js'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 document, generated from the routes and the zod shapes they name. */
export function openApiDocument(app: INestApplicationContext): Json {
  const schemas: Json = {}
  const shape = (schema: z.ZodType, io: 'input' | 'output'): Json =>
    lift(z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as Json, schemas)
  const paths: Record<string, Json> = {}
  const problem = {
    description: 'RFC 9457 problem document',
    content: { 'application/problem+json': { schema: shape(Problem, 'output') } },
  }
  for (const route of routesOf(app))
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, shape, problem)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Storeweave API',
      version: '0.1.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'The tenant comes from the host (`{slug}.<base>`) or, for mini programs, from `X-Storeweave-App-Id`. Money is whole minor units (fen); times are UTC. Lists page by `limit` and `cursor`. Errors are RFC 9457 problem documents with a stable `code`.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An access token of a sign-in, or a key of the brand for a program (`swk_…`, made under Settings, API keys). A key names its tenant itself, holds the permissions and the place it was made for, and answers 401 `access.key_expired` or `access.key_revoked` once it has ended.',
        },
      },
    },
    'x-error-codes': Object.fromEntries(Object.entries(errors).map(([code, e]) => [code, e])),
  }
}

type Shape = (schema: z.ZodType, io: 'input' | 'output') => Json

function operation(r: RouteInfo, shape: Shape, problem: Json): Json {
  const ok: Json = { description: r.answers.description ?? 'Done' }
  if (r.answers.schema)
    ok['content'] = {
      'application/json': {
        schema: shape(r.answers.schema, 'output'),
        example:
          r.answers.example ??
          exampleOf(z.toJSONSchema(r.answers.schema, { io: 'output', unrepresentable: 'any' }) as Json),
      },
    }
  const parameters = parametersOf(r, shape)
  const open = !r.needs || ['Shopfront', 'Session', 'Provider'].includes(r.needs.subject)
  return {
    operationId: r.operationId,
    tags: [r.tag],
    summary: r.needs ? `Needs ${r.needs.subject}:${r.needs.action}` : 'Closed',
    'x-permission': r.needs ? `${r.needs.subject}:${r.needs.action}` : null,
    ...(open ? { security: [] } : {}),
    ...(parameters.length ? { parameters } : {}),
    ...(r.body
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: shape(r.body, 'input'),
                example: exampleOf(z.toJSONSchema(r.body, { io: 'input', unrepresentable: 'any' }) as Json),
              },
            },
          },
        }
      : {}),
    responses: { [String(r.answers.status)]: ok, '4XX': problem, '5XX': problem },
  }
}

function parametersOf(r: RouteInfo, shape: Shape): Json[] {
  const parameters: Json[] = r.params.map((p) => ({
    name: p.name,
    in: 'path',
    required: true,
    schema: p.schema ? shape(p.schema, 'input') : { type: 'string' },
  }))
  if (r.query) {
    const query = z.toJSONSchema(r.query, { io: 'input', unrepresentable: 'any' }) as {
      properties?: Record<string, Json>
      required?: string[]
    }
    for (const [name, schema] of Object.entries(query.properties ?? {}))
      parameters.push({ name, in: 'query', required: query.required?.includes(name) ?? false, schema })
  }
  if (r.once)
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', minLength: 8, maxLength: 255 },
    })
  return parameters
}

/** Moves named sub-schemas (`.meta({ id })`) into components and points to them. */
function lift(schema: Json, into: Json): Json {
  const defs = (schema['$defs'] ?? {}) as Record<string, Json>
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        // a shape's own name is a text; a property that is called `id` is a shape
        .filter(
          ([k, v]) => !(['$schema', '$defs', '$id'].includes(k) || (k === 'id' && typeof v === 'string')),
        )
        .map(([k, v]) => [
          k,
          k === '$ref' ? String(v).replace('#/$defs/', '#/components/schemas/') : clean(v),
        ]),
    )
  }
  for (const [name, def] of Object.entries(defs)) into[name] ??= clean(def)
  const own = schema['id'] as string | undefined
  if (!own) return clean(schema) as Json
  into[own] ??= clean(schema)
  return { $ref: `#/components/schemas/${own}` }
}

/** A small value that fits a JSON schema, for people who read the document. */
function exampleOf(schema: Json, root: Json = schema, depth = 0): unknown {
  if (depth > 8) return null
  if (schema['$ref'])
    return exampleOf(
      ((root['$defs'] ?? {}) as Record<string, Json>)[String(schema['$ref']).replace('#/$defs/', '')] ?? {},
      root,
      depth + 1,
    )
  if (schema['const'] !== undefined) return schema['const']
  if (schema['default'] !== undefined) return schema['default']
  const first = (schema['enum'] ?? schema['anyOf'] ?? schema['oneOf']) as unknown[] | undefined
  if (schema['enum']) return first![0]
  if (first) return exampleOf(first[0] as Json, root, depth + 1)
  if (schema['type'] === 'object')
    return Object.fromEntries(
      Object.entries((schema['properties'] ?? {}) as Record<string, Json>).map(([k, v]) => [
        k,
        exampleOf(v, root, depth + 1),
      ]),
    )
  if (schema['type'] === 'array') return [exampleOf((schema['items'] ?? {}) as Json, root, depth + 1)]
  if (schema['type'] === 'integer' || schema['type'] === 'number')
    return Math.max(1, Number(schema['minimum'] ?? 1))
  if (schema['type'] === 'boolean') return true
  const formats: Record<string, string> = {
    uuid: '019aa6f0-0000-7000-8000-000000000001',
    'date-time': '2026-11-21T08:00:00Z',
    date: '2026-11-21',
    uri: 'https://example.com/',
  }
  return formats[String(schema['format'])] ?? 'text'
}

/** Serves `/api/openapi.json` and `/api/docs`, the document as people read it. */
export function mountDocs(server: Express, app: INestApplicationContext): void {
  let text: string | undefined
  server.get(
    '/api/openapi.json',
    (_req, res) => void res.type('application/json').send((text ??= JSON.stringify(openApiDocument(app)))),
  )
  const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const csp =
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
  server.get(
    '/api/docs',
    (_req, res) => void res.set('content-security-policy', csp).type('html').send(DOCS_PAGE),
  )
  server.get(
    '/api/docs/start.js',
    (_req, res) =>
      void res
        .type('text/javascript')
        .send("SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true })"),
  )
  server.use('/api/docs', express.static(assets, { index: false, maxAge: '1d' }))
}
const DOCS_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Storeweave API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head><body><div id="docs"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`
