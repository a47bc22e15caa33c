/** A refusal by WeChat Pay: HTTP status, code and words as on the wire. */
export class PayFault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail?: Record<string, unknown>,
  ) {
    super(message)
  }
}

/** 400 PARAM_ERROR pointing at a field of the body, e.g. `/amount/total`. */
export function paramError(field: string, issue: string, value?: unknown): PayFault {
  return new PayFault(400, 'PARAM_ERROR', issue, {
    location: 'body',
    field,
    issue,
    ...(value === undefined ? {} : { value }),
  })
}
