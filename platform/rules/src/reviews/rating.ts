/** The mean of stars to one decimal, halves up; `counts` says how many gave 1, 2 ... stars. Null for none. */
export function averageOf(counts: readonly number[]): number | null {
  const given = counts.reduce((sum, count) => sum + count, 0)
  if (given === 0) return null
  const stars = counts.reduce((sum, count, at) => sum + count * (at + 1), 0)
  return Math.round((stars * 10) / given) / 10
}
