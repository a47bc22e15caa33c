import { Injectable } from '@nestjs/common'
import type { CampaignAnswer, CampaignState, PutCampaign } from '@storeweave/contract'
import type { optionTextOf } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

export interface CampaignFacts {
  id: string
  version: number
  state: CampaignState
  name_zh: string
  name_en: string
  about_zh: string
  about_en: string
  starts_at: string
  ends_at: string
  unit_ids: string[]
  off: number
}
export interface ListedRow extends CampaignFacts {
  goods_count: number
  merchants: { name_zh: string; name_en: string; answer: CampaignAnswer }[]
}
export interface MerchantRow {
  supplier_id: string
  name_zh: string
  name_en: string
  share: number
  answer: CampaignAnswer
  note: string
  answered_by_name: string
  answered_at: string | null
}
export interface GoodRow {
  sku_id: string
  product_id: string
  code: string
  name_zh: string
  name_en: string
  options: Parameters<typeof optionTextOf>[0]
  option_indexes: number[]
  list_price: number
  supplier_id: string | null
  price: number | null
}
/** Of a campaign `c`. */
export const CAMPAIGN_COLUMNS =
  'c.id, c.version, c.state, c.name_zh, c.name_en, c.about_zh, c.about_en, c.starts_at, c.ends_at, c.unit_ids, c.off'

@Injectable()
export class CampaignsRepo {
  /** A page of campaigns, the newest first. */
  page(state: CampaignState | null, before: unknown, limit: number): Promise<ListedRow[]> {
    return db().many<ListedRow>(
      `select ${CAMPAIGN_COLUMNS}, (select count(*) from campaign_goods g where g.tenant_id = $1 and g.campaign_id = c.id) as goods_count,
              (select coalesce(jsonb_agg(jsonb_build_object('name_zh', s.name_zh, 'name_en', s.name_en, 'answer', m.answer) order by s.code), '[]') from campaign_merchants m
                 join suppliers s on s.tenant_id = $1 and s.id = m.supplier_id where m.tenant_id = $1 and m.campaign_id = c.id) as merchants
         from campaigns c where c.tenant_id = $1 and ($2::text is null or c.state = $2) and ($3::uuid is null or c.id < $3) order by c.id desc limit $4`,
      [tenantId(), state, before ?? null, limit + 1],
    )
  }
  one(id: string): Promise<CampaignFacts | undefined> {
    return db().one<CampaignFacts>(
      `select ${CAMPAIGN_COLUMNS} from campaigns c where c.tenant_id = $1 and c.id = $2`,
      [tenantId(), id],
    )
  }
  /** The same, locked until the transaction ends: what HQ and merchants do to it comes one after the other. */
  lock(id: string): Promise<CampaignFacts | undefined> {
    return db().one<CampaignFacts>(
      `select ${CAMPAIGN_COLUMNS} from campaigns c where c.tenant_id = $1 and c.id = $2 for update`,
      [tenantId(), id],
    )
  }
  merchants(id: string): Promise<MerchantRow[]> {
    return db().many<MerchantRow>(
      `select m.supplier_id, s.name_zh, s.name_en, m.share, m.answer, m.note, m.answered_by_name, m.answered_at from campaign_merchants m
         join suppliers s on s.tenant_id = $1 and s.id = m.supplier_id where m.tenant_id = $1 and m.campaign_id = $2 order by s.code`,
      [tenantId(), id],
    )
  }
  /** A campaign's goods, of one merchant alone where it is named. */
  goods(id: string, supplierId: string | null = null): Promise<GoodRow[]> {
    return db().many<GoodRow>(
      `select g.sku_id, k.product_id, k.code, p.name_zh, p.name_en, p.options, k.option_indexes, k.list_price, g.supplier_id, g.price
         from campaign_goods g join skus k on k.tenant_id = $1 and k.id = g.sku_id join products p on p.tenant_id = $1 and p.id = k.product_id
        where g.tenant_id = $1 and g.campaign_id = $2 and ($3::uuid is null or g.supplier_id = $3) order by g.position`,
      [tenantId(), id, supplierId],
    )
  }
  units(ids: readonly string[]): Promise<{ id: string; name_zh: string; name_en: string }[]> {
    return db().many('select id, name_zh, name_en from org_units where tenant_id = $1 and id = any($2)', [
      tenantId(),
      ids,
    ])
  }
  /** Whose these SKUs are. */
  owners(skuIds: readonly string[]): Promise<{ sku_id: string; supplier_id: string | null }[]> {
    return db().many(
      'select k.id as sku_id, p.supplier_id from skus k join products p on p.tenant_id = $1 and p.id = k.product_id where k.tenant_id = $1 and k.id = any($2)',
      [tenantId(), skuIds],
    )
  }
  /** Writes the campaign itself; 0 where somebody was faster. */
  save(id: string, c: PutCampaign): Promise<number> {
    const { name, about } = c
    return db().run(
      `insert into campaigns as c (tenant_id, id, name_zh, name_en, about_zh, about_en, starts_at, ends_at, unit_ids, off, made_by_name, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)
       on conflict (tenant_id, id) do update set version = c.version + 1, name_zh = $3, name_en = $4, about_zh = $5, about_en = $6, starts_at = $7, ends_at = $8, unit_ids = $9, off = $10, updated_at = $12
        where c.version = $13 and c.state = 'draft'`,
      [
        tenantId(),
        id,
        name.zh,
        name.en,
        about.zh,
        about.en,
        c.startsAt,
        c.endsAt,
        c.unitIds,
        c.off,
        actor().name,
        clock.now(),
        c.version,
      ],
    )
  }
  /** Replaces goods and merchants. */
  async fill(id: string, c: PutCampaign, owners: ReadonlyMap<string, string | null>): Promise<void> {
    for (const table of ['campaign_goods', 'campaign_merchants'])
      await db().run(`delete from ${table} where tenant_id = $1 and campaign_id = $2`, [tenantId(), id])
    const goods = c.goods.map((g, position) => ({ ...g, supplierId: owners.get(g.skuId), position }))
    await db().run(
      `insert into campaign_goods (tenant_id, campaign_id, sku_id, supplier_id, price, position)
       select $1, $2, w."skuId", w."supplierId", w.price, w.position from jsonb_to_recordset($3::jsonb) as w("skuId" uuid, "supplierId" uuid, price bigint, position bigint)`,
      [tenantId(), id, JSON.stringify(goods)],
    )
    await db().run(
      `insert into campaign_merchants (tenant_id, campaign_id, supplier_id, share)
       select $1, $2, w."supplierId", w.share from jsonb_to_recordset($3::jsonb) as w("supplierId" uuid, share bigint)`,
      [tenantId(), id, JSON.stringify(c.merchants)],
    )
  }
  move(id: string, to: CampaignState): Promise<number> {
    return db().run(
      'update campaigns set state = $3, version = version + 1, updated_at = $4 where tenant_id = $1 and id = $2',
      [tenantId(), id, to, clock.now()],
    )
  }
  answer(id: string, supplierId: string, answer: CampaignAnswer, note: string): Promise<number> {
    return db().run(
      `update campaign_merchants set answer = $4, note = $5, answered_by_name = $6, answered_at = $7 where tenant_id = $1 and campaign_id = $2 and supplier_id = $3 and answer = 'asked'`,
      [tenantId(), id, supplierId, answer, note, actor().name, clock.now()],
    )
  }
}
