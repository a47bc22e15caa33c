import pino, { type DestinationStream, type Logger } from 'pino'
import { config } from './config.js'
import { scopeOrNone, type Principal } from './scope.js'
import { traceId } from './trace.js'

let root: { log: Logger; requests: Logger } | undefined

/**
 * Whatever a message may quote: phone numbers, tokens and API keys are cut out of every line, wherever they stand. A line
 * is JSON and may quote an address: what stands before them may be the letter of an escaped line break, or of an escape.
 */
const SECRETS: readonly [RegExp, string][] = [
  [/(?<=^|[^\w-]|%[0-9A-Fa-f]{2}|\\[bfnrt])(?:\+?86)?1[3-9]\d{9}(?![\w-])/g, '…phone…'],
  [/(?<=^|[^\w-]|%[0-9A-Fa-f]{2}|\\[bfnrt])eyJ[\w-]{5,}\.[\w-]+\.[\w-]+/g, '…token…'],
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
  return (root ??= openLogs(output())).log
}
/** The same log for the line each request leaves: it says nothing but what the platform itself put there. */
export function logRequests(): Logger {
  return (root ??= openLogs(output())).requests
}
/** Sends the log elsewhere from now on, or back to the output: for who reads what was logged. */
export function logTo(destination?: DestinationStream): void {
  root = destination && openLogs(destination)
}

const BUFFER_BYTES = 4096
const FLUSH_MS = 200
const WARN = 40
/** The output, written in pieces: a write of its own for each line costs more than the line. Warnings go out at once. */
function output(): DestinationStream {
  const stream = pino.destination({ dest: 1, sync: true, minLength: BUFFER_BYTES })
  const flush = () => stream.flush()
  setInterval(flush, FLUSH_MS).unref()
  process.once('exit', () => stream.flushSync())
  return {
    write(line) {
      stream.write(line)
      if (Number(/^\{"level":(\d+)/.exec(line)?.[1]) >= WARN) flush()
    },
  }
}

const SECRET_NAMES = ['password', 'accessToken', 'refreshToken', 'phone']
function openLogs(destination: DestinationStream): { log: Logger; requests: Logger } {
  const plain = {
    level: config().logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: { streamWrite: scrub },
  }
  const redact = {
    // a fault's code stands at the top of a line; one below it is somebody's
    paths: ['authorization', 'cookie', '*.code', ...SECRET_NAMES, ...SECRET_NAMES.map((name) => `*.${name}`)],
    censor: '…',
  }
  const mixin = () => {
    const s = scopeOrNone()
    return s ? { requestId: s.requestId, tenant: s.tenant.slug, ...whoOf(s.who), ...traceOf() } : {}
  }
  return { log: pino({ ...plain, redact, mixin }, destination), requests: pino(plain, destination) }
}
