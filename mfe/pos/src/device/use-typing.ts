import { onScopeDispose } from 'vue'

// Longer than the gap between two keys of a scanner, shorter than anybody notices.
const QUIET_MS = 60

/**
 * Hears plain keys typed outside any field. They are handed on only after a moment of quiet, so that `drop` can
 * take back the keys of a barcode before they look like a quantity or an amount.
 */
export function useTyping(onKey: (key: string) => void): { drop: () => void; flush: () => void } {
  let waiting: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    clearTimeout(timer)
    const keys = waiting
    waiting = []
    keys.forEach(onKey)
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.target as HTMLElement | null
    if (target?.closest?.('input,textarea,select,[contenteditable=true]')) return
    const space = event.key === ' ' && target?.closest?.('button,a')
    if (space || (event.key.length > 1 && event.key !== 'Backspace')) return
    waiting.push(event.key)
    clearTimeout(timer)
    timer = setTimeout(flush, QUIET_MS)
  }
  addEventListener('keydown', pressed)
  onScopeDispose(() => {
    clearTimeout(timer)
    removeEventListener('keydown', pressed)
  })
  return {
    drop: () => {
      clearTimeout(timer)
      waiting = []
    },
    flush,
  }
}
