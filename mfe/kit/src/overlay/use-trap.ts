import { nextTick, onScopeDispose, watch, type Ref } from 'vue'

const FOCUSABLE =
  'a[href],button:not([disabled]),input:not([disabled]):not([type=hidden]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex="-1"])'
const stack: symbol[] = []

/** Keeps Tab inside `box` while `open`, closes the topmost on Escape, and gives the focus back where it came from. */
export function useTrap(box: Ref<HTMLElement | undefined>, open: () => boolean, close: () => void): void {
  const me = Symbol('overlay')
  let from: HTMLElement | null = null

  const pressed = (event: KeyboardEvent) => {
    if (stack.at(-1) !== me || event.isComposing) return
    // Heard before the fields, since a select swallows Escape even when closed; an open one closes itself first.
    if (event.key === 'Escape' && !(event.target as HTMLElement).closest?.('[aria-expanded=true]')) {
      event.preventDefault()
      close()
    }
    if (event.key === 'Tab') turn(event)
  }
  function turn(event: KeyboardEvent): void {
    const list = [...(box.value?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])].filter(
      (element) => element.offsetParent !== null,
    )
    const first = list[0]
    const last = list.at(-1)
    const at = document.activeElement
    if (!first || !last) return event.preventDefault()
    const outside = !box.value?.contains(at)
    if (event.shiftKey ? at === first || at === box.value || outside : at === last || outside) {
      event.preventDefault()
      ;(event.shiftKey ? last : first).focus()
    }
  }
  function release(): void {
    const at = stack.indexOf(me)
    if (at < 0) return
    stack.splice(at, 1)
    document.removeEventListener('keydown', pressed, true)
    if (stack.length === 0) document.documentElement.classList.remove('sw-locked')
    from?.focus({ preventScroll: true })
  }
  watch(
    open,
    async (now) => {
      if (!now) return release()
      from = document.activeElement as HTMLElement | null
      stack.push(me)
      document.documentElement.classList.add('sw-locked')
      document.addEventListener('keydown', pressed, true)
      await nextTick()
      const wanted = box.value?.querySelector<HTMLElement>('[autofocus],[data-autofocus]')
      ;(wanted ?? box.value)?.focus({ preventScroll: true })
    },
    { immediate: true },
  )
  onScopeDispose(release)
}
