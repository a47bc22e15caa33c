import { errors, errorText, type ErrorCode, type Locale, type Problem } from '@storeweave/contract'

/** What a rule refuses with: a code of the contract and its arguments. Becomes an RFC 9457 problem document. */
export class Fault extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly args: Record<string, unknown> = {},
    readonly fields: readonly { path: string; code: string; message: string }[] = [],
  ) {
    super(`${code} ${JSON.stringify(args)}`)
    this.name = 'Fault'
  }
  get status(): number {
    return errors[this.code].status
  }
}

/** The problem document of a fault in a language. */
export function problemOf(fault: Fault, locale: Locale, requestId: string): Problem {
  return {
    type: `urn:storeweave:problem:${fault.code}`,
    title: errorText(fault.code, locale, fault.args),
    status: fault.status,
    code: fault.code,
    requestId,
    ...(Object.keys(fault.args).length ? { args: fault.args } : {}),
    ...(fault.fields.length ? { errors: [...fault.fields] } : {}),
  }
}
