interface Named {
  name: { zh: string; en: string }
  optionText: { zh: string; en: string }
  quantity: number
}

/** What a bundle consists of in one line, for who packs or unpacks it: `红茶 × 4, 茶杯 白 × 2`. `say` picks the language. */
export const partsText = (
  parts: readonly Named[] | undefined,
  say: (words: { zh: string; en: string }) => string,
): string =>
  (parts ?? [])
    .map((part) => `${[say(part.name), say(part.optionText)].filter(Boolean).join(' ')} × ${part.quantity}`)
    .join(', ')
