import pino, { type Logger } from 'pino'
import { config } from './config.js'
import { scopeOrNone } from './scope.js'

let root: Logger | undefined

/** The process's log: JSON lines that carry request id and tenant; tokens, codes and phone numbers never reach it. */
export function log(): Logger {
  root ??= pino({
    level: config().logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        '*.password',
        '*.accessToken',
        '*.refreshToken',
        '*.phone',
        '*.code',
        'authorization',
        'cookie',
      ],
      censor: '…',
    },
    mixin: () => {
      const s = scopeOrNone()
      return s ? { requestId: s.requestId, tenant: s.tenant.slug } : {}
    },
  })
  return root
}
