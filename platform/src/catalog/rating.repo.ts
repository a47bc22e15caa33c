import type { Rating } from '@storeweave/contract'
import { averageOf } from '@storeweave/rules/reviews'

/** SQL of how many gave 1 to 5 stars, as a JSON list; null where nobody has. `$1` is the tenant, `id` says of what. */
export const starsSql = (of: 'product' | 'store', id: string): string =>
  `(select jsonb_build_array(g.stars1, g.stars2, g.stars3, g.stars4, g.stars5) from ${of}_ratings g where g.tenant_id = $1 and g.${of}_id = ${id})`

/** A rating out of such a list; null while there is none. */
export function ratingOf(stars: readonly number[] | null): Rating | null {
  const average = averageOf(stars ?? [])
  return average === null ? null : { average, count: stars!.reduce((sum, count) => sum + count, 0) }
}
