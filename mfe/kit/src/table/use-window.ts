import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'

/** Rows drawn beyond the edges, so that none is missing while the next are drawn. */
const EXTRA = 8
/** The window moves by so many rows at once: most scrolling draws nothing. */
const STEP = 8

interface Window {
  from: number
  to: number
  above: number
  below: number
}

/** Draws only the rows in sight of a long table: first and last index, and the heights to keep free around them. */
export function useWindow(
  scroller: Ref<HTMLElement | undefined>,
  count: () => number,
  rowHeight: () => number,
  on: () => boolean,
): ComputedRef<Window> {
  const top = ref(0)
  const height = ref(800)
  const scrolled = () => {
    top.value = scroller.value?.scrollTop ?? 0
  }
  const size =
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(([entry]) => (height.value = entry?.contentRect.height || 800))
  watch(scroller, (now, before) => {
    before?.removeEventListener('scroll', scrolled)
    if (!now) return
    now.addEventListener('scroll', scrolled, { passive: true })
    size?.disconnect()
    size?.observe(now)
  })
  onScopeDispose(() => size?.disconnect())
  return computed((before?: Window) => {
    const all = count()
    const now = on()
      ? windowOf(top.value, height.value, rowHeight(), all)
      : { from: 0, to: all, above: 0, below: 0 }
    return before?.from === now.from && before.to === now.to && before.below === now.below ? before : now
  })
}

function windowOf(top: number, height: number, row: number, count: number): Window {
  const first = Math.floor(top / row / STEP) * STEP
  const from = Math.max(0, Math.min(first - EXTRA, count - STEP))
  const to = Math.min(count, first + Math.ceil(height / row) + STEP + EXTRA)
  return { from, to, above: from * row, below: (count - to) * row }
}
