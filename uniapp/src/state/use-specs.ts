import { computed, ref, watch } from 'vue'
import type { ShopProduct } from '@storeweave/contract'
import { say } from '@/words'
import { firstQuantity } from '@/words/amount'

export type ShopSku = ShopProduct['skus'][number]

/** The SKU whose option values are all those chosen; undefined while something is open. */
export const skuOf = (product: ShopProduct, chosen: readonly (number | undefined)[]): ShopSku | undefined =>
  product.skus.find((sku) => product.options.every((_, at) => sku.optionIndexes[at] === chosen[at]))

/** What one can still take of a value, given the other options' choice. */
export const availableOf = (
  product: ShopProduct,
  chosen: readonly (number | undefined)[],
  option: number,
  value: number,
): number =>
  product.skus
    .filter((sku) =>
      product.options.every((_, at) =>
        at === option
          ? sku.optionIndexes[at] === value
          : chosen[at] === undefined || sku.optionIndexes[at] === chosen[at],
      ),
    )
    .reduce((most, sku) => Math.max(most, sku.available), 0)

/** The choice of a product's options and quantity; starts with the first SKU that is there. */
export function useSpecs(product: () => ShopProduct | null) {
  const chosen = ref<(number | undefined)[]>([])
  const quantity = ref(1)
  const sku = computed(() => {
    const now = product()
    return now ? skuOf(now, chosen.value) : undefined
  })

  const start = () => {
    const now = product()
    const first = now?.skus.find((one) => one.available > 0) ?? now?.skus[0]
    chosen.value = first ? [...first.optionIndexes] : []
  }
  watch(() => product()?.id, start, { immediate: true })
  watch(
    () => sku.value?.id,
    () => {
      const now = product()
      if (now && sku.value) quantity.value = firstQuantity(now, sku.value.unitSize, sku.value.available)
    },
    { immediate: true },
  )

  /** Chooses a SKU by its id, where the product has it. */
  function pick(skuId: string): void {
    const wanted = product()?.skus.find((one) => one.id === skuId)
    if (wanted) chosen.value = [...wanted.optionIndexes]
  }
  /** Chooses a value; other options that no longer go with it are opened again. */
  function choose(option: number, value: number): void {
    const now = product()
    if (!now) return
    const next = [...chosen.value]
    next[option] = value
    if (!skuOf(now, next)) {
      const fitting = now.skus.filter((one) => one.optionIndexes[option] === value)
      const near = fitting.find((one) => one.available > 0) ?? fitting[0]
      chosen.value = near ? [...near.optionIndexes] : next
    } else chosen.value = next
  }

  /** The chosen values as one text. */
  const text = computed(() =>
    (product()?.options ?? [])
      .map((option, at) => {
        const value = option.values[chosen.value[at] ?? -1]
        return value ? say(value) : ''
      })
      .filter(Boolean)
      .join(' · '),
  )
  /** Takes so much of it, in pieces or grams. */
  const take = (next: number): void => {
    quantity.value = next
  }
  return { chosen, quantity, sku, text, choose, pick, take, start }
}
