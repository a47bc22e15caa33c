interface Text {
  zh: string
  en: string
}
export interface Option {
  name: Text
  values: readonly Text[]
}

/**
 * Checks that every SKU picks one value of each option and that no two active SKUs pick the same ones.
 * Answers the position of the first SKU that doesn't fit, or -1.
 */
export function misfitOf(
  options: readonly Option[],
  skus: readonly { optionIndexes: readonly number[] }[],
): number {
  const seen = new Set<string>()
  return skus.findIndex(({ optionIndexes: picked }) => {
    const fits =
      picked.length === options.length &&
      picked.every((n, i) => Number.isInteger(n) && n >= 0 && n < options[i]!.values.length)
    const key = picked.join()
    if (!fits || seen.has(key)) return true
    seen.add(key)
    return false
  })
}

/** The values a SKU picks as one text, e.g. `红色 / L`; empty for a product without options. English falls back to Chinese. */
export function optionTextOf(options: readonly Option[], indexes: readonly number[]): Text {
  const values = indexes.map((n, i) => options[i]?.values[n]).filter((v) => v !== undefined)
  const en = values.some((v) => v.en) ? values.map((v) => v.en || v.zh).join(' / ') : ''
  return {
    zh: values
      .map((v) => v.zh)
      .join(' / ')
      .slice(0, 200),
    en: en.slice(0, 200),
  }
}
