import type { TillSku } from '@storeweave/contract'
import { computed, nextTick, ref, watch } from 'vue'
import { theTill } from '../useTill'

const STEP = 60

/** Quick keys by category, or what a search found; one of them is marked for the keyboard. */
export function useGoods() {
  const till = theTill()
  const { index, meta } = till.catalogue
  const query = ref('')
  const category = ref<string>()
  const limit = ref(STEP)
  const marked = ref(0)
  const searching = computed(() => query.value.trim() !== '')
  const categories = computed(() =>
    (meta.value?.categories ?? []).filter(({ id }) => index.value.inCategory(id).length > 0),
  )
  const all = computed<readonly TillSku[]>(() => {
    if (searching.value) return index.value.find(query.value)
    if (category.value) return index.value.inCategory(category.value)
    return index.value.all
  })
  const shown = computed(() => all.value.slice(0, limit.value))
  watch([query, category], () => {
    limit.value = STEP
    marked.value = 0
  })
  watch(categories, (list) => {
    if (category.value && !list.some(({ id }) => id === category.value)) category.value = undefined
  })

  function choose(id: string | undefined): void {
    query.value = ''
    category.value = id
  }

  /** The nth category as its key counts them: 1 is all goods. */
  function chooseNth(n: number): void {
    if (n === 1) choose(undefined)
    else if (categories.value[n - 2]) choose(categories.value[n - 2]!.id)
  }

  function take(sku: TillSku | undefined): void {
    if (!sku) return
    query.value = ''
    till.pick(sku)
  }

  /** Moves the mark among the found goods and keeps it in sight. */
  async function mark(by: number, box: HTMLElement | undefined): Promise<void> {
    marked.value = Math.max(0, Math.min(shown.value.length - 1, marked.value + by))
    await nextTick()
    box?.querySelector('[data-marked=true]')?.scrollIntoView?.({ block: 'nearest' })
  }
  return {
    ...{ query, category, categories, searching, shown, all, marked, limit },
    ...{ choose, chooseNth, take, mark, more: () => (limit.value += STEP) },
    takeMarked: () => take(shown.value[marked.value]),
    rest: computed(() => Math.min(STEP, all.value.length - shown.value.length)),
  }
}
