import { useHotkeys, useWedge } from '@storeweave/kit'
import { onScopeDispose, reactive, ref } from 'vue'
import { useTyping } from '../device/use-typing'
import { stepOf } from '../sale/use-sale'
import type { Till } from '../useTill'

/** What a pane does with keys while it is on screen; the newest pane answers first. */
export interface PaneKeys {
  typed?: (key: string) => void
  enter?: () => void
  keys?: Record<string, () => void>
}
const panes = reactive<PaneKeys[]>([])

/** Gives keys to a pane for as long as it is mounted. */
export function usePaneKeys(pane: PaneKeys): void {
  panes.push(pane)
  onScopeDispose(() => {
    const at = panes.indexOf(pane)
    if (at >= 0) panes.splice(at, 1)
  })
}

const tabbedTo = () => {
  const element = document.activeElement
  return (
    element !== document.body && (element?.matches('button:focus-visible, a:focus-visible, input') ?? false)
  )
}

/** The keyboard and the scanner of the whole till. A scan never types, clicks or gets lost in a field. */
export function useTillKeys(till: Till, focusSearch: (first?: string) => void) {
  const { sale } = till
  /** Digits typed for the chosen line's quantity, until Enter. */
  const digits = ref('')
  const pane = () => panes.findLast(({ typed, enter }) => typed || enter)

  function type(key: string): void {
    const chosen = sale.lines.value[sale.chosen.value]
    if (pane()?.typed) return pane()!.typed!(key)
    if (/^\d$/.test(key) && chosen) digits.value = (digits.value + key).replace(/^0+/, '').slice(0, 6)
    else if (key === 'Backspace') digits.value = digits.value.slice(0, -1)
    else if ((key === '+' || key === '=') && chosen) sale.step(sale.chosen.value, 1)
    else if (key === '-' && chosen) sale.step(sale.chosen.value, -1)
    else if (/^\p{L}$/u.test(key)) focusSearch(key)
  }
  const typing = useTyping(type)

  function enter(): void {
    typing.flush()
    if (pane()?.enter) pane()!.enter!()
    else if (digits.value) {
      sale.setQuantity(sale.chosen.value, Number(digits.value))
      digits.value = ''
    }
  }

  useWedge((code) => {
    typing.drop()
    digits.value = ''
    till.scan(code)
  })
  const toggle = (view: Till['view']['value']) => () =>
    till.view.value === view ? void till.back() : leaveTo(till, view)
  useHotkeys(() => ({
    ...bind({
      F1: toggle('settings'),
      F2: () => focusSearch(),
      F4: toggle('camera'),
      F7: toggle('today'),
      F8: () => pay(till, 'cash'),
      F9: () => pay(till, 'code'),
      F10: () => printLast(till),
      Delete: () => sale.remove(sale.chosen.value),
      'shift+Delete': () => sale.clear(),
      'mod+z': () => sale.undo(),
      ArrowUp: () => sale.choose(sale.chosen.value - 1),
      ArrowDown: () => sale.choose(sale.chosen.value + 1),
      Escape: () => (digits.value ? (digits.value = '') : void till.back()),
      ...Object.assign({}, ...panes.map(({ keys }) => keys ?? {})),
    }),
    ...(tabbedTo() ? {} : { Enter: enter }),
  }))
  return { digits, enter }
}

const bind = (keys: Record<string, () => unknown>) =>
  Object.fromEntries(Object.entries(keys).map(([key, work]) => [key, () => void work()]))

/** Opens a pane; a payment by code under way stays until it is done or called off. */
export function leaveTo(till: Till, view: Till['view']['value']): void {
  if (!till.codePay.busy()) till.go(view)
}

/** Goes to a way of paying when there is something to pay. */
export function pay(till: Till, way: 'cash' | 'code'): void {
  if (till.sale.lines.value.length === 0) return
  till.notice.value = undefined
  leaveTo(till, way)
}

/** Prints the last sale's receipt once more. */
export function printLast(till: Till): void {
  const last = till.journal.last.value
  if (last) void till.receipts.print(last)
}

export { stepOf }
