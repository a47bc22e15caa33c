import { onMounted, onScopeDispose, ref, type Ref } from 'vue'

/** The width in pixels that a box has now; drawings follow it instead of being stretched. */
export function useWidth(box: Ref<HTMLElement | undefined>, first = 640): Ref<number> {
  const width = ref(first)
  let size: ResizeObserver | undefined
  onMounted(() => {
    if (!box.value || typeof ResizeObserver === 'undefined') return
    width.value = box.value.clientWidth || first
    size = new ResizeObserver(([entry]) => (width.value = entry?.contentRect.width || first))
    size.observe(box.value)
  })
  onScopeDispose(() => size?.disconnect())
  return width
}
