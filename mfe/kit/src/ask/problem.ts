import type { ErrorCode } from '@storeweave/contract/errors'
import { shallowRef } from 'vue'
import { i18n, locale, translate } from '../words/i18n'

export interface FieldFault {
  /** Where in the body: `lines.0.quantity`. */
  path: string
  code: string
  message: string
}

export interface ProblemDocument {
  type?: string
  title?: string
  status: number
  detail?: string
  code?: string
  errors?: FieldFault[]
  requestId?: string
  args?: Record<string, unknown>
}

/** The words of all codes in all languages: many, and wanted only by who switches languages in front of a refusal. */
const words = shallowRef<typeof import('@storeweave/contract/errors')>()

/** Until they are there, and where they can't be had, the words stand that came with the answer. */
const fetchWords = (): Promise<void> =>
  import('@storeweave/contract/errors').then(
    (all) => void (words.value = all),
    () => undefined,
  )

/** Any refused or failed call, with the text for people already in their language. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldFault[]
  readonly requestId: string | undefined
  readonly document: ProblemDocument
  /** The language it came in. */
  private readonly spoken = locale.value
  constructor(document: ProblemDocument) {
    super(textOf(document))
    this.name = 'Problem'
    this.document = document
    this.status = document.status
    this.code = document.code ?? `http.${document.status}`
    this.errors = document.errors ?? []
    this.requestId = document.requestId
  }

  /** True when the outcome is unknown or temporary, so that trying the same again makes sense. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502
  }

  /** The text in the language of now, also after a switch. */
  get text(): string {
    if (this.spoken !== locale.value && !words.value) void fetchWords()
    return textOf(this.document)
  }
}

/** Makes a Problem of anything thrown, so that screens have one kind of error to show. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown
  const problem = new Problem({
    status: 0,
    code: 'kit.unexpected',
    detail: String((thrown as Error)?.message ?? thrown),
  })
  problem.cause = thrown
  return problem
}

const isOwn = (code: string): boolean => code.startsWith('kit.')

function textOf(document: ProblemDocument): string {
  const { code } = document
  const all = words.value
  if (all && code && code in all.errors) return all.errorText(code as ErrorCode, locale.value, document.args)
  if (code && isOwn(code)) {
    const key = `kit.problem.${code.slice(4)}`
    if (i18n.global.te(key, 'zh-CN')) return translate(key)
  }
  return document.detail || document.title || translate('kit.problem.unexpected')
}
