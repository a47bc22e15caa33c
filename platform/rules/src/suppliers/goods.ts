/** What goods still lack before HQ is asked to look at them; empty when nothing. */
export const goodsMissing = (goods: {
  mediaIds: readonly string[]
  skus: readonly { supplyPrice: number }[]
}): ('picture' | 'price')[] => [
  ...(goods.mediaIds.length ? [] : (['picture'] as const)),
  ...(goods.skus.every((s) => s.supplyPrice > 0) ? [] : (['price'] as const)),
]
