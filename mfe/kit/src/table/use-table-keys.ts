import { ref, type Ref } from 'vue'

/** Arrow keys, Home, End, Enter and Space over the rows of a table; one row at a time can be reached by Tab. */
export function useTableKeys(table: {
  count: () => number
  open: (index: number) => void
  pick: (index: number) => void
  show: (index: number) => void
}): { active: Ref<number>; pressed: (event: KeyboardEvent) => void; focused: (index: number) => void } {
  const active = ref(0)
  function go(index: number): void {
    active.value = Math.max(0, Math.min(table.count() - 1, index))
    table.show(active.value)
  }
  function pressed(event: KeyboardEvent): void {
    if (!(event.target as HTMLElement).matches('tr') || event.ctrlKey || event.metaKey || event.altKey) return
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(active.value + 1),
      ArrowUp: () => go(active.value - 1),
      PageDown: () => go(active.value + 10),
      PageUp: () => go(active.value - 10),
      Home: () => go(0),
      End: () => go(table.count() - 1),
      Enter: () => table.open(active.value),
      ' ': () => table.pick(active.value),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
  return { active, pressed, focused: (index) => (active.value = index) }
}
