import { Injectable } from '@nestjs/common'
import type { SetPrice } from '@storeweave/rules/pricing'
import { inForce } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

/** A price set at a node, with who set it and when. */
export interface UnitPrice extends SetPrice {
  id: string
  skuId: string
  setByName: string
  setAt: string
}
/** Which row of prices: those of one lane never overlap. */
export interface Lane {
  unitId: string
  skuId: string
  channel: SetPrice['channel']
}
/** A standing price from an instant on; null: none of its own. */
export interface Standing extends Lane {
  price: number | null
  from: string
}
/** A price for a time. */
export interface Passing extends Lane {
  price: number
  startsAt: string
  endsAt: string
}

const COLUMNS = `u.id, u.unit_id as "unitId", u.sku_id as "skuId", u.channel, u.temporary, u.price, u.starts_at as "startsAt", u.ends_at as "endsAt", u.set_by_name as "setByName", u.updated_at as "setAt"`
const OF_LANE = `u.tenant_id = $1 and u.sku_id = w."skuId" and u.unit_id = w."unitId" and u.channel = w.channel`

/**
 * A standing price takes the time of the one it comes into, or up to the next one planned; what it comes into ends there.
 * Nothing that has begun is changed, but for what begins at the very same instant.
 */
const STAND = `with
  w as (select * from jsonb_to_recordset($2::jsonb) as w(id uuid, "unitId" uuid, "skuId" uuid, channel text, price bigint, "from" timestamptz)),
  spans as (
    select w.*, c.id as cut, c.starts_at as cut_from, c.ends_at as cut_to, n.starts_at as next_at from w
      left join lateral (select u.id, u.starts_at, u.ends_at from unit_prices u where ${OF_LANE} and not u.temporary and ${inForce('u', 'w."from"')} limit 1) c on true
      left join lateral (select u.starts_at from unit_prices u where ${OF_LANE} and not u.temporary and u.starts_at > w."from" order by u.starts_at limit 1) n on true),
  cut as (
    update unit_prices u set ends_at = s."from", updated_at = $5 from spans s where u.tenant_id = $1 and u.id = s.cut and s.cut_from < s."from"),
  gone as (
    delete from unit_prices u using spans s where u.tenant_id = $1 and u.id = s.cut and s.cut_from = s."from" and s.price is null)
  insert into unit_prices as u (tenant_id, id, unit_id, sku_id, channel, temporary, price, starts_at, ends_at, set_by, set_by_name, updated_at)
  select $1, s.id, s."unitId", s."skuId", s.channel, false, s.price, s."from", case when s.cut is null then s.next_at else s.cut_to end, $3, $4, $5 from spans s where s.price is not null
  on conflict (tenant_id, sku_id, unit_id, channel, temporary, starts_at)
  do update set price = excluded.price, set_by = excluded.set_by, set_by_name = excluded.set_by_name, updated_at = excluded.updated_at`

/** Rows of prices at nodes. Whoever writes holds the lock on their SKUs. */
@Injectable()
export class UnitPricesRepo {
  /** Sets or takes away standing prices, each in its lane. */
  async stand(wanted: readonly Standing[]): Promise<void> {
    const by = actor()
    const rows = wanted.map((w) => ({ id: newId(), ...w }))
    await db().run(STAND, [tenantId(), JSON.stringify(rows), by.id, by.name, clock.now()])
  }

  /** Adds a price for a time; false where its lane has one for a part of it. */
  async pass(p: Passing): Promise<boolean> {
    const by = actor()
    const added = await db().run(
      `insert into unit_prices (tenant_id, id, unit_id, sku_id, channel, temporary, price, starts_at, ends_at, set_by, set_by_name, updated_at)
       select $1, $2, $3, $4, $5, true, $6, $7, $8, $9, $10, $11 where not exists (
         select from unit_prices u where u.tenant_id = $1 and u.sku_id = $4 and u.unit_id = $3 and u.channel = $5 and u.temporary and u.starts_at < $8 and u.ends_at > $7)`,
      [
        tenantId(),
        newId(),
        p.unitId,
        p.skuId,
        p.channel,
        p.price,
        p.startsAt,
        p.endsAt,
        by.id,
        by.name,
        clock.now(),
      ],
    )
    return added > 0
  }

  /** A row, undefined when there is none. */
  one(id: string): Promise<UnitPrice | undefined> {
    return db().one(`select ${COLUMNS} from unit_prices u where u.tenant_id = $1 and u.id = $2`, [
      tenantId(),
      id,
    ])
  }

  /** Ends what is in force now; what hasn't begun goes, and the standing price before it takes its time. */
  async end({ id, skuId, unitId, channel, temporary, startsAt, endsAt }: UnitPrice): Promise<void> {
    const now = clock.now()
    if (Date.parse(startsAt) < now.getTime()) {
      await db().run(
        'update unit_prices set ends_at = $3, updated_at = $3 where tenant_id = $1 and id = $2',
        [tenantId(), id, now],
      )
      return
    }
    await db().run('delete from unit_prices where tenant_id = $1 and id = $2', [tenantId(), id])
    if (!temporary)
      await db().run(
        `update unit_prices set ends_at = $6, updated_at = $7 where tenant_id = $1 and sku_id = $2 and unit_id = $3 and channel = $4 and not temporary and ends_at = $5`,
        [tenantId(), skuId, unitId, channel, startsAt, endsAt, now],
      )
  }

  /** Gives a price for a time another price from an instant on: it ends there, and the rest follows. Answers the rest's id. */
  async split(id: string, from: string, price: number): Promise<string> {
    const by = actor()
    const rest = newId()
    const added = await db().run(
      `with old as (select u.* from unit_prices u where u.tenant_id = $1 and u.id = $2),
         kept as (update unit_prices u set ends_at = $3, updated_at = $7 from old where u.tenant_id = $1 and u.id = old.id and old.starts_at < $3),
         gone as (update unit_prices u set price = $4, set_by = $5, set_by_name = $6, updated_at = $7 from old where u.tenant_id = $1 and u.id = old.id and old.starts_at >= $3)
       insert into unit_prices (tenant_id, id, unit_id, sku_id, channel, temporary, price, starts_at, ends_at, set_by, set_by_name, updated_at)
       select $1, $8, old.unit_id, old.sku_id, old.channel, true, $4, $3, old.ends_at, $5, $6, $7 from old where old.starts_at < $3`,
      [tenantId(), id, from, price, by.id, by.name, clock.now(), rest],
    )
    return added ? rest : id
  }

  /** Standing prices for all channels in force at these nodes; pairs without one are absent. */
  current(
    pairs: readonly Pick<Lane, 'unitId' | 'skuId'>[],
  ): Promise<{ unitId: string; skuId: string; price: number }[]> {
    return db().many(
      `select w."unitId", w."skuId", u.price from unnest($2::uuid[], $3::uuid[], array_fill('any'::text, array[$4::int])) w("unitId", "skuId", channel)
         join unit_prices u on ${OF_LANE} and not u.temporary and ${inForce('u', '$5')}`,
      [tenantId(), pairs.map((p) => p.unitId), pairs.map((p) => p.skuId), pairs.length, clock.now()],
    )
  }

  /** Rows of a SKU that have not ended, or at an instant those in force; at these nodes alone where they are given. */
  ofSku(skuId: string, { units, at }: { units?: readonly string[]; at?: Date } = {}): Promise<UnitPrice[]> {
    const when = at ? inForce('u', '$4') : '(u.ends_at is null or u.ends_at > $4)'
    return db().many(
      `select ${COLUMNS} from unit_prices u where u.tenant_id = $1 and u.sku_id = $2 and ($3::uuid[] is null or u.unit_id = any($3)) and ${when}
        order by u.unit_id, u.channel, u.temporary, u.starts_at limit 6000`,
      [tenantId(), skuId, units ?? null, at ?? clock.now()],
    )
  }
}
