/**
 * What bundles come to at a place, as SQL: the one place that says so. `$1` is the tenant, `k` a row of `skus`. Goods that
 * are none are told by a column of their own row and cost nothing more; the `case` keeps it so.
 */

/** Whether all that a bundle consists of is on sale, so that it can be sold itself; true of other goods. What `partProblem` of the rules says. */
export const partsOnSale = (k = 'k'): string =>
  `case when ${k}.bundled then coalesce((select bool_and(pk.active and pp.state = 'published' and pp.kind = 'physical' and pp.supplier_id is null)
     from bundle_parts bp join skus pk on pk.tenant_id = $1 and pk.id = bp.part_id join products pp on pp.tenant_id = $1 and pp.id = pk.product_id
    where bp.tenant_id = $1 and bp.sku_id = ${k}.id), false) else true end`

/** Whether a SKU is sold where its product is: not taken out of it, and of a bundle all parts on sale. */
export const skuSold = (k = 'k'): string => `${k}.active and ${partsOnSale(k)}`

/** What can be promised of a level `v`. */
const LEFT = 'greatest(0, v.on_hand - v.reserved - v.safety)'

/** What can be promised of a part `bp` at a location, looked up by its key. */
export const partLeft = (location: string): string =>
  `coalesce((select ${LEFT} from stock_levels v where v.tenant_id = $1 and v.location_id = ${location} and v.sku_id = bp.part_id limit 1), 0)`

/** How many of a bundle can be promised at a location: as many as its scarcest part allows. */
export const bundlesLeft = (location: string, k = 'k'): string =>
  `(select coalesce(min(${partLeft(location)} / bp.quantity), 0) from bundle_parts bp where bp.tenant_id = $1 and bp.sku_id = ${k}.id)`

/** What a sale keeps of a bundle's parts, each with what can be promised of it; null of other goods. */
export const saleParts = (location: string): string =>
  `case when k.bundled then (select coalesce(jsonb_agg(jsonb_build_object('sku_id', pk.id, 'code', pk.code, 'name_zh', pp.name_zh, 'name_en', pp.name_en, 'unit_zh', pp.unit_zh, 'unit_en', pp.unit_en,
       'options', pp.options, 'option_indexes', pk.option_indexes, 'list_price', pk.list_price, 'unit_size', pk.unit_size, 'quantity', bp.quantity, 'available', ${partLeft(location)}) order by bp.position), '[]')
     from bundle_parts bp join skus pk on pk.tenant_id = $1 and pk.id = bp.part_id join products pp on pp.tenant_id = $1 and pp.id = pk.product_id
    where bp.tenant_id = $1 and bp.sku_id = k.id) end`

/** What shoppers are told of a bundle's parts; null of other goods. */
export const SHOWN_PARTS = `case when k.bundled then (select jsonb_agg(jsonb_build_object('product_id', pp.id, 'name_zh', pp.name_zh, 'name_en', pp.name_en, 'unit_zh', pp.unit_zh, 'unit_en', pp.unit_en,
       'options', pp.options, 'option_indexes', pk.option_indexes, 'quantity', bp.quantity) order by bp.position)
     from bundle_parts bp join skus pk on pk.tenant_id = $1 and pk.id = bp.part_id join products pp on pp.tenant_id = $1 and pp.id = pk.product_id
    where bp.tenant_id = $1 and bp.sku_id = k.id) end`

/** The parts of a SKU as its product keeps them, to be added to its JSON; nothing of other goods. */
export const KEPT_PARTS = `case when k.bundled then jsonb_build_object('parts', (select coalesce(jsonb_agg(jsonb_build_object('skuId', bp.part_id, 'quantity', bp.quantity) order by bp.position), '[]')
     from bundle_parts bp where bp.tenant_id = $1 and bp.sku_id = k.id)) else '{}' end`
