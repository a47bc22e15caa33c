import { computed, onBeforeUnmount, reactive, ref, shallowRef, type ComputedRef } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { useSubmit } from '../ask/use-submit'
import { confirm } from '../overlay/messages'
import { translate } from '../words/i18n'
import type { Problem } from '../ask/problem'

type Check<T> = (value: unknown, values: T) => string | undefined | false
export interface Form<T extends object> {
  values: T
  /** Text per field path (`price`, `lines.0.quantity`), from checks on leaving and from the server. */
  faults: Record<string, string>
  readonly dirty: boolean
  readonly busy: boolean
  readonly problem: Problem | undefined
  /** Checks one field; call on blur. */
  check: (path: keyof T & string) => boolean
  /** Checks all, sends, puts refusals on their fields; true when it was accepted. */
  submit: () => Promise<boolean>
  reset: (values?: T) => void
  /** Asks before changes are lost; true when leaving is fine. For a Drawer's `guard`. */
  mayLeave: () => Promise<boolean>
}

/** State and verbs of a form. `write` gets the idempotency key and the values. */
export function useForm<T extends object>(
  initial: T,
  write: (key: string, values: T) => Promise<unknown>,
  checks: Partial<Record<keyof T & string, Check<T>>> = {},
): Form<T> {
  const copy = (values: T): T => ({ ...values, ...(JSON.parse(JSON.stringify(values)) as T) })
  const clean = shallowRef(JSON.stringify(initial))
  const values = reactive(copy(initial)) as T
  const faults = reactive<Record<string, string>>({})
  const saved = ref(false)
  const { submit: send, busy, problem } = useSubmit((key: string, given: T) => write(key, given))
  const dirty = computed(() => !saved.value && JSON.stringify(values) !== clean.value)

  function check(path: keyof T & string): boolean {
    const fault = checks[path]?.(values[path], values)
    if (fault) faults[path] = fault
    else delete faults[path]
    return !fault
  }
  async function submit(): Promise<boolean> {
    for (const path of Object.keys(faults)) delete faults[path]
    const good = Object.keys(checks).map((path) => check(path as keyof T & string))
    if (good.includes(false)) return false
    let accepted = false
    const sent = JSON.stringify(values)
    await send(JSON.parse(sent) as T).then(() => (accepted = problem.value === undefined))
    for (const one of problem.value?.errors ?? []) faults[one.path] ??= one.message
    if (accepted) clean.value = sent
    return accepted
  }
  function reset(next: T = JSON.parse(clean.value) as T): void {
    Object.assign(values, copy(next))
    clean.value = JSON.stringify(values)
    for (const path of Object.keys(faults)) delete faults[path]
    problem.value = undefined
  }
  async function mayLeave(): Promise<boolean> {
    if (!dirty.value) return true
    return confirm({
      title: translate('kit.form.unsavedTitle'),
      text: translate('kit.form.unsaved'),
      confirm: translate('kit.action.discard'),
      cancel: translate('kit.action.keepEditing'),
      danger: true,
    })
  }
  guardLeaving(dirty, mayLeave)
  return {
    values,
    faults,
    check,
    submit,
    reset,
    mayLeave,
    get dirty() {
      return dirty.value
    },
    get busy() {
      return busy.value
    },
    get problem() {
      return problem.value
    },
  }
}

function guardLeaving(dirty: ComputedRef<boolean>, mayLeave: () => Promise<boolean>): void {
  const unloading = (event: BeforeUnloadEvent) => {
    if (dirty.value) event.preventDefault()
  }
  addEventListener('beforeunload', unloading)
  onBeforeUnmount(() => removeEventListener('beforeunload', unloading))
  onBeforeRouteLeave(mayLeave)
  // another thing of the same kind is another form
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave())
}

/** Checks that read well in a form: `required('name')`. Gives the text to show, or undefined. */
export const required =
  (field?: string) =>
  (value: unknown): string | undefined =>
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
      ? field
        ? translate('kit.form.required', { field })
        : translate('kit.form.requiredPlain')
      : undefined
