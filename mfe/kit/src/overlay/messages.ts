import { shallowRef, triggerRef, type ShallowRef } from 'vue'
import { asProblem } from '../ask/problem'

export interface Toast {
  id: number
  tone: 'good' | 'bad' | 'info'
  text: string
  /** A way back, such as undo. */
  action?: { label: string; run: () => void }
}
export interface Question {
  title: string
  text?: string
  confirm?: string
  cancel?: string
  /** The answer takes something away: the button is red and not the default. */
  danger?: boolean
}
export interface OpenQuestion extends Question {
  answer: (yes: boolean) => void
}

export const toasts: ShallowRef<Toast[]> = shallowRef([])
export const question: ShallowRef<OpenQuestion | undefined> = shallowRef()
let next = 1

/** Says something short at the edge of the screen; it goes by itself, errors stay until dismissed. */
export function toast(
  text: string,
  options: { tone?: Toast['tone']; action?: Toast['action'] } = {},
): number {
  const { tone = 'good', action } = options
  const id = next++
  toasts.value.push({ id, tone, text, ...(action ? { action } : {}) })
  if (toasts.value.length > 4) toasts.value.shift()
  triggerRef(toasts)
  if (tone !== 'bad') setTimeout(() => dismiss(id), action ? 8_000 : 4_000)
  return id
}

/** Shows any thrown error as a toast. */
export const toastProblem = (thrown: unknown): number => toast(asProblem(thrown).text, { tone: 'bad' })

/** Takes a toast away. */
export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((one) => one.id !== id)
}

/** Asks before something that cannot be undone; resolves to the answer. */
export function confirm(asked: Question): Promise<boolean> {
  question.value?.answer(false)
  return new Promise((done) => {
    question.value = {
      ...asked,
      answer: (yes) => {
        question.value = undefined
        done(yes)
      },
    }
  })
}
