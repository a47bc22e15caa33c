import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'

const EXTRA = 12

/** Draws only the rows in sight of a long table: first and last index, and the heights to keep free around them. */
export function useWindow(
  scroller: Ref<HTMLElement | undefined>,
  count: () => number,
  rowHeight: () => number,
  on: () => boolean,
): ComputedRef<{ from: number; to: number; above: number; below: number }> {
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
  return computed(() => {
    if (!on()) return { from: 0, to: count(), above: 0, below: 0 }
    const from = Math.max(0, Math.floor(top.value / rowHeight()) - EXTRA)
    const to = Math.min(count(), Math.ceil((top.value + height.value) / rowHeight()) + EXTRA)
    return { from, to, above: from * rowHeight(), below: (count() - to) * rowHeight() }
  })
}
