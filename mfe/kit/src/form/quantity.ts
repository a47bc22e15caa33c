const plain = (text: string): string =>
  text
    .trim()
    .replace(/[\uff10-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[。．]/g, '.')

/** What a person typed, as smallest units: pieces, or kilograms with up to three decimals as grams. */
export function quantityOf(text: string, weighed: boolean): number | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(plain(text))
  if (!match || (match[2] !== undefined && !weighed)) return undefined
  const quantity = weighed
    ? Number(match[1]) * 1_000 + Number((match[2] ?? '').padEnd(3, '0'))
    : Number(match[1])
  return quantity <= 999_999 ? quantity : undefined
}
