import { Injectable } from '@nestjs/common'
import type { Category, UpdateCategory } from '@storeweave/contract'
import { rollUp } from '@storeweave/rules/catalog'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { belowCategory } from './narrow.repo.js'
import { soldAt } from './sold.repo.js'

interface CategoryRow {
  id: string
  parent_id: string | null
  name_zh: string
  name_en: string
  icon_url: string | null
  position: number
  products: number
}

const shapeOf = (rows: readonly CategoryRow[]): Category[] => {
  const totals = rollUp(
    rows.map((r) => ({ id: r.id, parentId: r.parent_id })),
    new Map(rows.map((r) => [r.id, r.products])),
  )
  return rows.map((r) => ({
    id: r.id,
    parentId: r.parent_id,
    name: { zh: r.name_zh, en: r.name_en },
    iconUrl: r.icon_url,
    position: r.position,
    productCount: totals.get(r.id) ?? 0,
  }))
}

const COLUMNS = 'c.id, c.parent_id, c.name_zh, c.name_en, c.icon_url, c.position'

@Injectable()
export class CategoriesRepo {
  /** All categories with how many products lie in and below each. */
  async all(): Promise<Category[]> {
    return shapeOf(
      await db().many<CategoryRow>(
        `select ${COLUMNS}, (select count(*) from products p where p.tenant_id = $1 and p.category_id = c.id) as products
         from categories c where c.tenant_id = $1 order by c.position, c.id`,
        [tenantId()],
      ),
    )
  }

  /** The categories a store's shoppers see: those with something for sale in or below them. Undefined when the store isn't open to shoppers. */
  async inShop(storeId: string): Promise<Category[] | undefined> {
    const rows = await db().many<CategoryRow & { store_id: string }>(
      `select st.id as store_id, ${COLUMNS}, c.products
         from stores st left join lateral (
           select c.*, (select count(*) from products p where p.tenant_id = $1 and p.category_id = c.id and ${soldAt()}
                          and exists (select from skus k where k.tenant_id = $1 and k.product_id = p.id and k.active)) as products
             from categories c where c.tenant_id = $1) c on true
        where st.tenant_id = $1 and st.id = $2 and st.status = 'open' and st.kind in ('store', 'shop-in-shop', 'warehouse')
        order by c.position, c.id`,
      [tenantId(), storeId],
    )
    if (!rows.length) return undefined
    return shapeOf(rows.filter((r) => r.id !== null)).filter((c) => c.productCount > 0)
  }

  /** The names of all categories, in their order. */
  async names(): Promise<{ id: string; name: Category['name'] }[]> {
    const rows = await db().many<{ id: string; name_zh: string; name_en: string }>(
      'select id, name_zh, name_en from categories where tenant_id = $1 order by position, id',
      [tenantId()],
    )
    return rows.map((r) => ({ id: r.id, name: { zh: r.name_zh, en: r.name_en } }))
  }

  /** Which of these categories have something for sale at a store, in or below them; each stops at the first. */
  async withGoods(storeId: string, ids: readonly string[]): Promise<string[]> {
    const rows = await db().many<{ id: string }>(
      `select w.id from unnest($3::uuid[]) w(id) cross join stores st where st.tenant_id = $1 and st.id = $2
          and exists (select from products p where p.tenant_id = $1 and p.category_id in ${belowCategory('w.id')} and ${soldAt()})`,
      [tenantId(), storeId, ids],
    )
    return rows.map((r) => r.id)
  }

  /** The whole tree, locked: two moves at once must not make a ring together. */
  lockTree(): Promise<{ id: string; parent_id: string | null; name_zh: string }[]> {
    return db().many(
      'select id, parent_id, name_zh from categories where tenant_id = $1 order by id for no key update',
      [tenantId()],
    )
  }

  /** Whether a picture was kept here. */
  async hasMedia(id: string): Promise<boolean> {
    return !!(await db().one("select id from media where tenant_id = $1 and id = $2 and kind = 'picture'", [
      tenantId(),
      id,
    ]))
  }

  /** Adds a category; answers 0 when the id is there already. */
  insert(c: {
    id: string
    parentId: string | null
    name: { zh: string; en: string }
    position: number
    iconUrl: string | null
  }): Promise<number> {
    return db().run(
      `insert into categories (tenant_id, id, parent_id, name_zh, name_en, position, created_at, updated_at, icon_url)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8) on conflict (tenant_id, id) do nothing`,
      [tenantId(), c.id, c.parentId, c.name.zh, c.name.en, c.position, clock.now(), c.iconUrl],
    )
  }

  /** Deletes one that has nothing below it and no goods, with what it asked of them; 0 when it isn't there or is in use. */
  async remove(id: string): Promise<number> {
    const key = [tenantId(), id]
    // goods that are put into it at this moment wait, and those that were first are seen below
    await db().run('select 1 from categories where tenant_id = $1 and id = $2 for update', key)
    const free = await db().one(
      `select 1 from categories c where c.tenant_id = $1 and c.id = $2
          and not exists (select from categories b where b.tenant_id = $1 and b.parent_id = c.id)
          and not exists (select from products p where p.tenant_id = $1 and p.category_id = c.id)`,
      key,
    )
    if (!free) return 0
    await db().run('delete from category_attributes where tenant_id = $1 and category_id = $2', key)
    return db().run('delete from categories where tenant_id = $1 and id = $2', key)
  }

  /** Changes what is given; an icon of undefined stays. */
  update(id: string, c: UpdateCategory, iconUrl?: string | null): Promise<number> {
    return db().run(
      `update categories set parent_id = case when $3::boolean then $4::uuid else parent_id end, name_zh = coalesce($5, name_zh),
              name_en = coalesce($6, name_en), position = coalesce($7, position), updated_at = $8,
              icon_url = case when $9::boolean then $10 else icon_url end where tenant_id = $1 and id = $2`,
      [
        tenantId(),
        id,
        c.parentId !== undefined,
        c.parentId ?? null,
        c.name?.zh ?? null,
        c.name?.en ?? null,
        c.position ?? null,
        clock.now(),
        iconUrl !== undefined,
        iconUrl ?? null,
      ],
    )
  }
}
