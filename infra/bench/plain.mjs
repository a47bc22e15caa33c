// The same questions in plain SQL under the same row security: what the platform is measured against.

const LIST = `
  select p.id, p.kind, p.name_zh, p.name_en, p.brand, p.unit_zh, p.unit_en, p.media_ids[1] as picture,
         min(coalesce(sp.price, s.list_price)) as price_from, max(coalesce(sp.price, s.list_price)) as price_to,
         sum(greatest(coalesce(l.on_hand - l.reserved - l.safety, 0), 0)) as available, count(*) as sku_count
    from (select * from storeweave.products where tenant_id = $1 and state = 'published'
           order by popularity desc, id desc limit 20) p
    join storeweave.skus s on s.tenant_id = $1 and s.product_id = p.id and s.active
    left join storeweave.store_prices sp on sp.tenant_id = $1 and sp.store_id = $2 and sp.sku_id = s.id
    left join storeweave.locations at on at.tenant_id = $1 and at.store_id = $2
    left join storeweave.stock_levels l on l.tenant_id = $1 and l.location_id = at.id and l.sku_id = s.id
   group by p.id, p.kind, p.name_zh, p.name_en, p.brand, p.unit_zh, p.unit_en, p.media_ids, p.popularity
   order by p.popularity desc, p.id desc`

const DETAIL = `
  select p.*, s.id as sku_id, s.code, s.option_indexes, coalesce(sp.price, s.list_price) as price, s.list_price,
         greatest(coalesce(l.on_hand - l.reserved - l.safety, 0), 0) as available
    from storeweave.products p
    join storeweave.skus s on s.tenant_id = $1 and s.product_id = p.id and s.active
    left join storeweave.store_prices sp on sp.tenant_id = $1 and sp.store_id = $2 and sp.sku_id = s.id
    left join storeweave.locations at on at.tenant_id = $1 and at.store_id = $2
    left join storeweave.stock_levels l on l.tenant_id = $1 and l.location_id = at.id and l.sku_id = s.id
   where p.tenant_id = $1 and p.id = $3
   order by s.position`

/** Opens the plain side as the API's own database role: `{ tenantId, storeId, productIds, list, detail, end }`. */
export async function openPlain({ pg, appUrl, slug, connections }) {
  const pool = new pg.Pool({ connectionString: appUrl, max: connections })
  const { rows } = await pool.query("select id from ctx.find_tenant('slug', $1)", [slug])
  const tenantId = rows[0].id
  const ask = async (name, text, values) => {
    const client = await pool.connect()
    try {
      await client.query(`begin; select ctx.begin_tenant('${tenantId}')`)
      const result = await client.query({ name, text, values })
      await client.query('commit')
      return result.rows
    } finally {
      client.release()
    }
  }
  const store = `select store_id as id from storeweave.locations where tenant_id = $1 and store_id is not null order by id limit 1`
  const goods = `select id from storeweave.products where tenant_id = $1 and state = 'published' order by id limit 200`
  const [first] = await ask('store', store, [tenantId])
  const productIds = (await ask('goods', goods, [tenantId])).map((row) => row.id)
  return {
    tenantId,
    storeId: first.id,
    productIds,
    list: () => ask('list', LIST, [tenantId, first.id]),
    detail: (id) => ask('detail', DETAIL, [tenantId, first.id, id]),
    end: () => pool.end(),
  }
}
