import { resolve } from 'node:path'
import { z } from 'zod'

const Roles = z
  .string()
  .default('api,worker')
  .transform((s) => s.split(',').map((r) => r.trim()))
  .pipe(z.array(z.enum(['api', 'worker'])).min(1))

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
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
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
  poolSize: number
  /** How many proxies stand before us: the shopper's address is that many hops back. */
  trustProxy: number
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  s3?: { endpoint: string; bucket: string; region: string; accessKey: string; secretKey: string }
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
    trustProxy: e.TRUST_PROXY,
    logLevel: e.LOG_LEVEL,
    s3:
      e.S3_ENDPOINT && e.S3_BUCKET
        ? {
            endpoint: e.S3_ENDPOINT,
            bucket: e.S3_BUCKET,
            region: e.S3_REGION,
            accessKey: e.S3_ACCESS_KEY ?? '',
            secretKey: e.S3_SECRET_KEY ?? '',
          }
        : undefined,
    countStatements: false,
  }
}

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
