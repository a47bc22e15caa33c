import { errors, errorText } from '@storeweave/contract/errors'
import type { ErrorCode } from '@storeweave/contract/errors'
import { locale, t } from '@/words'

/** What the API (or the way to it) answered instead of what was asked for. */
export class Problem extends Error {
  constructor(
    /** A code of the contract, or `client.offline`, `client.timeout`, `client.unreadable`. */
    readonly code: string,
    /** HTTP status, 0 when there was no answer. */
    readonly status: number,
    readonly args: Record<string, unknown> = {},
    private readonly title = '',
    /** Field path -> words, for forms. */
    readonly fields: Record<string, string> = {},
  ) {
    super(code)
  }

  /** True when nothing is known about the outcome: asking again is the way on. */
  get unanswered(): boolean {
    return this.status === 0 || this.status >= 502 || this.code === 'request.in_progress'
  }

  /** One sentence for the person, in their language. */
  get words(): string {
    if (this.code === 'client.offline') return t('problem.offline')
    if (this.code === 'client.timeout') return t('problem.timeout')
    if (this.code in errors) return errorText(this.code as ErrorCode, locale.value, this.args)
    return this.title || t('problem.unknown')
  }
}

interface ProblemDocument {
  code?: unknown
  title?: unknown
  detail?: unknown
  args?: Record<string, unknown>
  errors?: { path: string; message: string }[]
}

/** Reads a problem document (RFC 9457) of any shape; what is not one becomes `client.unreadable`. */
export function readProblem(status: number, body: unknown): Problem {
  const document: ProblemDocument = typeof body === 'object' && body !== null ? body : {}
  const code = typeof document.code === 'string' ? document.code : 'client.unreadable'
  const title = [document.detail, document.title].find((text) => typeof text === 'string' && text) as string
  const fields: Record<string, string> = {}
  for (const error of Array.isArray(document.errors) ? document.errors : [])
    fields[error.path] = error.message
  return new Problem(code, status, document.args ?? {}, title, fields)
}

/** Anything thrown as a sentence for the person. */
export const wordsOf = (thrown: unknown): string =>
  thrown instanceof Problem ? thrown.words : t('problem.unknown')
