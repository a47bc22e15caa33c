import pino, { type DestinationStream, type Logger } from 'pino'
import { config } from './config.js'
import { scopeOrNone, type Principal } from './scope.js'
import { traceId } from './trace.js'

let root: Logger | undefined

/** Whatever a message may quote: phone numbers, tokens and API keys are cut out of every line, wherever they stand. */
const SECRETS: readonly [RegExp, string][] = [
  [/(?<![\w-])(?:\+?86)?1[3-9]\d{9}(?![\w-])/g, '…phone…'],
  [/eyJ[\w-]{5,}\.[\w-]+\.[\w-]+/g, '…token…'],
  [/swk_[\w-]{20,}/g, '…key…'],
]
const scrub = (line: string): string =>
  SECRETS.reduce((text, [secret, put]) => text.replace(secret, put), line)

/** Who acts, as log lines name them: the id, and for staff the signed-in device. */
export const whoOf = (who: Principal): { who: string; device?: string } => ({
  who: 'id' in who ? `${who.kind}:${who.id}` : 'name' in who ? `${who.kind}:${who.name}` : who.kind,
  ...('sessionId' in who ? { device: who.sessionId } : {}),
})
/** The running trace as log lines name it. */
export const traceOf = (): { trace?: string } => {
  const trace = traceId()
  return trace ? { trace } : {}
}

/** The process's log: JSON lines with request id, tenant, who and trace; tokens, codes and phone numbers never reach it. */
export function log(): Logger {
  return (root ??= openLog())
}
/** Sends the log elsewhere from now on, or back to the output: for who reads what was logged. */
export function logTo(destination?: DestinationStream): void {
  root = destination && openLog(destination)
}

const SECRET_NAMES = ['password', 'accessToken', 'refreshToken', 'phone']
const openLog = (destination?: DestinationStream): Logger =>
  pino(
    {
      level: config().logLevel,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      hooks: { streamWrite: scrub },
      redact: {
        // a fault's code stands at the top of a line; one below it is somebody's
        paths: [
          'authorization',
          'cookie',
          '*.code',
          ...SECRET_NAMES,
          ...SECRET_NAMES.map((name) => `*.${name}`),
        ],
        censor: '…',
      },
      mixin: () => {
        const s = scopeOrNone()
        return s ? { requestId: s.requestId, tenant: s.tenant.slug, ...whoOf(s.who), ...traceOf() } : {}
      },
    },
    ...(destination ? [destination] : []),
  )
