import type { HitsSql } from './hits.repo.js'

/** These products in their order, for `ShopWindowRepo.ranked`. */
export const inOrder =
  (productIds: readonly string[]): HitsSql =>
  (values) =>
    `select h.id as product_id, h.n as rank from unnest($${values.push(productIds)}::uuid[]) with ordinality h(id, n)`
