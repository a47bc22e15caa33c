import type { ApiCall } from '../../payload.ts'
import { noteError, plain, type Context, type Loose } from '../types.ts'

type Implementation = (args: Loose) => unknown

/** Writes a call into the log and gives its entry, to be completed by its answer. */
export function recordCall(context: Context, api: string, args: unknown): ApiCall {
  const call: ApiCall = { api, args: (plain(args) ?? {}) as Record<string, unknown> }
  context.calls.push(call)
  return call
}

function callBack(
  context: Context,
  api: string,
  run: ((answer: object) => void) | undefined,
  answer: object,
): void {
  try {
    run?.(answer)
  } catch (error) {
    noteError(context, `callback of wx.${api}`, error)
  }
}

/** Ends a call: completes the log, calls success or fail, then complete. */
export function settle(
  context: Context,
  call: ApiCall,
  options: Loose,
  outcome: { value?: object; error?: unknown },
) {
  const isRefused = 'error' in outcome
  const reason = (outcome.error as Error | undefined)?.message ?? String(outcome.error)
  const answer = isRefused
    ? { errMsg: `${call.api}:fail ${reason}` }
    : { errMsg: `${call.api}:ok`, ...outcome.value }
  if (isRefused) call.error = reason
  else call.result = plain(answer) as Record<string, unknown>
  callBack(context, call.api, isRefused ? options?.fail : options?.success, answer)
  callBack(context, call.api, options?.complete, answer)
  return { isRefused, answer }
}

/**
 * Makes a wx call that answers later, by callbacks or by a promise when none is given. A handler of the test
 * comes before the harness's own answer.
 */
export function later(context: Context, api: string, answer: Implementation) {
  return (options: Loose = {}) => {
    const call = recordCall(context, api, options)
    const isHandled = context.handled.has(api)
    const run = Promise.resolve()
      .then(() => (isHandled ? context.askTest(api, call.args) : answer(options)))
      .then(
        (value) => settle(context, call, options, { value: (value ?? {}) as object }),
        (error) => settle(context, call, options, { error }),
      )
    if (options?.success || options?.fail || options?.complete) return undefined
    return run.then(({ isRefused, answer: outcome }) => (isRefused ? Promise.reject(outcome) : outcome))
  }
}

/** Makes a wx call that answers at once. */
export function atOnce<T>(context: Context, api: string, answer: (...args: Loose[]) => T) {
  return (...args: Loose[]): T => {
    const call = recordCall(context, api, { args })
    const value = answer(...args)
    call.result = { value: plain(value) }
    return value
  }
}
