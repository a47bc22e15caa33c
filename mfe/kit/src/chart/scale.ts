/** A round upper end and evenly spaced round ticks for an axis from zero (or from the least negative value). */
export function ticks(min: number, max: number, wanted = 4): { low: number; high: number; at: number[] } {
  const low = Math.min(0, min)
  const span = Math.max(max, 0) - low || 1
  const rough = span / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? 10 * power
  const start = Math.floor(low / step) * step
  const at: number[] = []
  for (let value = start; ; value += step) {
    at.push(Math.round(value * 1e6) / 1e6)
    if (value >= Math.max(max, 0) || at.length > 12) break
  }
  return { low: at[0]!, high: at.at(-1)! === at[0]! ? at[0]! + 1 : at.at(-1)!, at }
}

/** Indexes of the labels that fit without touching, first and last among them. */
export function spread(count: number, most: number): Set<number> {
  if (count <= most) return new Set(Array.from({ length: count }, (_, index) => index))
  const step = Math.ceil((count - 1) / Math.max(1, most - 1))
  const set = new Set<number>()
  for (let index = count - 1; index >= 0; index -= step) set.add(index)
  return set
}
