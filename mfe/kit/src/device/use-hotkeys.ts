import { onScopeDispose } from 'vue'

/** `'mod+k'`, `'F2'`, `'shift+Delete'`; `mod` is Ctrl, on a Mac Command. */
export type Hotkeys = Record<string, (event: KeyboardEvent) => void>

const MAC = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)

function nameOf(event: KeyboardEvent): string {
  const parts: string[] = []
  if (MAC ? event.metaKey : event.ctrlKey) parts.push('mod')
  if (event.altKey) parts.push('alt')
  if (event.shiftKey && (event.key.length > 1 || parts.length)) parts.push('shift')
  return [...parts, event.key.length === 1 ? event.key.toLowerCase() : event.key].join('+')
}

/** Binds keys for the life of the component. Plain letters are left to the field that has the focus. */
export function useHotkeys(keys: Hotkeys | (() => Hotkeys)): void {
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const name = nameOf(event)
    const work = (typeof keys === 'function' ? keys() : keys)[name]
    const field = (event.target as HTMLElement).closest?.('input,textarea,select,[contenteditable=true]')
    if (!work || (field && event.key.length === 1 && !name.includes('+'))) return
    event.preventDefault()
    work(event)
  }
  addEventListener('keydown', pressed)
  onScopeDispose(() => removeEventListener('keydown', pressed))
}

/** A key as people see it on their keyboard: `mod+k` becomes `Ctrl K`, on a Mac `⌘ K`. */
export const keyText = (key: string): string =>
  key
    .split('+')
    .map((part) => (part === 'mod' ? (MAC ? '⌘' : 'Ctrl') : part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
