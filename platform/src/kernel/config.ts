import { resolve } from 'node:path'
import { z } from 'zod'
import { usualLimits, type Limits } from './rates.js'

const Roles = z
  .string()
  .default('api,worker')
  .transform((s) => s.split(',').map((r) => r.trim()))
  .pipe(z.array(z.enum(['api', 'worker'])).min(1))

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
/** `freshmart:4,modelane:0.5` */
const Factors = z
  .string()
  .default('')
  .transform((text) =>
    Object.fromEntries(listOf(text).map((part) => [part.split(':')[0]!, Number(part.split(':')[1])])),
  )
  .refine((factors) => Object.values(factors).every((n) => n > 0 && n <= 1_000_000), 'slug:factor, …')
const Origins = z
  .string()
  .default('')
  .transform(listOf)
  .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)))

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(5800),
  HOST: z.string().default('0.0.0.0'),
  ROLES: Roles,
  DATABASE_URL_APP: z.string().min(1),
  DATABASE_URL_WORKER: z.string().min(1),
  DATA_DIR: z.string().default('.data'),
  WEB_ROOT: z.string().optional(),
  PUBLIC_URL: z.string().optional(),
  SANDBOX_URL: z.string().optional(),
  DEFAULT_TENANT: z.string().optional(),
  POOL_SIZE: z.coerce.number().int().min(2).max(200).default(16),
  POOL_WAIT_MS: z.coerce.number().int().min(100).max(60_000).default(2_000),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  STOP_DRAIN_SECONDS: z.coerce.number().int().min(0).max(60).default(0),
  STOP_WITHIN_SECONDS: z.coerce.number().int().min(1).max(300).default(15),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_SERVICE_NAME: z.string().default('storeweave'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  AUDIT_KEEP_DAYS: z.coerce.number().int().min(180).max(36_500).optional(),
  CONNECTIONS_MAX: z.coerce.number().int().min(10).max(1_000_000).optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  VIDEO_MB_MAX: z.coerce.number().int().min(1).max(2048).default(50),
  LIMIT_SCALE: z.coerce.number().positive().max(1_000_000).default(1),
  LIMIT_TENANTS: Factors,
  ORDERS_TOGETHER: z.coerce.number().int().min(1).max(500).default(64),
  CORS_ORIGINS: Origins,
  OUTBOUND_ALLOW: z.string().default('').transform(listOf),
  S3_ENDPOINT: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('auto'),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
})

/** Everything the platform reads from its environment, checked once at start. */
export interface Config {
  port: number
  host: string
  roles: readonly ('api' | 'worker')[]
  databaseUrlApp: string
  databaseUrlWorker: string
  dataDir: string
  /** Folder that holds the built clients; without it the process serves the API alone. */
  webRoot?: string
  /** Where providers reach us, e.g. for payment callbacks. */
  publicUrl: string
  /** Base addresses of the outside world; a sandbox takes the place of all of them. */
  providers: { wechat: string; wechatPay: string; sms: string }
  /** Tenant of an address that names none (`localhost`). */
  defaultTenant?: string
  /** Connections to the database for requests. */
  poolSize: number
  /** How long a request waits for one of them before it is answered 503, in milliseconds. */
  poolWaitMs: number
  /** A port of its own for `/metrics` and the probes; without one they are on the origin. */
  metricsPort?: number
  /** Who shows it may read `/metrics`; without one only this machine may. */
  metricsToken?: string
  /** Where traces go, an OpenTelemetry collector, and which fraction of them; none are made without it. */
  traces?: { endpoint: string; serviceName: string; fraction: number }
  /** How a stop goes: ready no more but still serving for `drainMs`, then running work may end within `withinMs`. */
  stop?: { drainMs: number; withinMs: number }
  /** Connections a process keeps open at most; without it `usualPatience` says how many. */
  connectionsMax?: number
  /** How many proxies stand before us: the shopper's address is that many hops back. */
  trustProxy: number
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Days the audit log is kept, 180 at least; without it, for ever. */
  auditKeepDays?: number
  s3?: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string }
  /** Largest video that can be kept, bytes. */
  videoBytesMax: number
  /** How much of the service a tenant, a person, an address may use. */
  limits: Limits
  /** How many orders of one store that come at the same time go in by one transaction; with 1 each goes in by itself. */
  ordersTogether: number
  /** Origins besides our own whose pages may call the API; none as a rule. */
  corsOrigins: readonly string[]
  /** `host:port` of addresses inside our own network that may be called: a provider's sandbox, a gateway. */
  outboundAllow: readonly string[]
  /** Sends the number of SQL statements of each request back as a header: for tests and the bench. */
  countStatements: boolean
}

/** Reads and checks the environment. Throws with the names of what is wrong. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = Environment.safeParse(env)
  if (!parsed.success)
    throw new Error(
      `Configuration: ${parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}`,
    )
  const e = parsed.data
  const outside = e.SANDBOX_URL?.replace(/\/$/, '')
  return {
    port: e.PORT,
    host: e.HOST,
    roles: e.ROLES,
    databaseUrlApp: e.DATABASE_URL_APP,
    databaseUrlWorker: e.DATABASE_URL_WORKER,
    dataDir: resolve(e.DATA_DIR),
    webRoot: e.WEB_ROOT,
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
    providers: {
      wechat: outside ?? 'https://api.weixin.qq.com',
      wechatPay: outside ?? 'https://api.mch.weixin.qq.com',
      sms: outside ?? 'https://dysmsapi.aliyuncs.com',
    },
    defaultTenant: e.DEFAULT_TENANT,
    poolSize: e.POOL_SIZE,
    poolWaitMs: e.POOL_WAIT_MS,
    metricsPort: e.METRICS_PORT,
    metricsToken: e.METRICS_TOKEN,
    traces: e.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          endpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT,
          serviceName: e.OTEL_SERVICE_NAME,
          fraction: e.OTEL_TRACES_SAMPLER_ARG,
        }
      : undefined,
    stop: { drainMs: e.STOP_DRAIN_SECONDS * 1000, withinMs: e.STOP_WITHIN_SECONDS * 1000 },
    connectionsMax: e.CONNECTIONS_MAX,
    trustProxy: e.TRUST_PROXY,
    logLevel: e.LOG_LEVEL,
    auditKeepDays: e.AUDIT_KEEP_DAYS,
    s3: bucketOf(e),
    videoBytesMax: e.VIDEO_MB_MAX * 1024 * 1024,
    limits: usualLimits(e.LIMIT_SCALE, e.LIMIT_TENANTS),
    ordersTogether: e.ORDERS_TOGETHER,
    corsOrigins: e.CORS_ORIGINS,
    outboundAllow: [...(outside ? [new URL(outside).host] : []), ...e.OUTBOUND_ALLOW],
    countStatements: false,
  }
}

const bucketOf = (e: z.infer<typeof Environment>): Config['s3'] =>
  e.S3_ENDPOINT && e.S3_BUCKET
    ? {
        endpoint: e.S3_ENDPOINT,
        bucket: e.S3_BUCKET,
        region: e.S3_REGION,
        accessKey: e.S3_ACCESS_KEY ?? '',
        secretKey: e.S3_SECRET_KEY ?? '',
      }
    : undefined

/** The environment with some of it replaced, for whoever starts a part of the platform by itself. */
export const readConfigWith = (replaced: Record<string, string>): Config =>
  readConfig({ ...process.env, ...replaced })

let current: Config | undefined
/** Makes a configuration the process's own. Called once by whoever starts the platform. */
export const useConfig = (config: Config): void => void (current = config)
/** The configuration in force. Throws before `useConfig`. */
export function config(): Config {
  if (!current) throw new Error('configuration asked for before start')
  return current
}
