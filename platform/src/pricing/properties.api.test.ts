import { effectivePrice, explainPrice, isInside, overlap, type PriceFacts } from '@storeweave/rules/pricing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World, type TestTenant } from '../../test/world.js'
import { CatalogService, chargedFor } from '../catalog/index.js'
import { Fault } from '../kernel/fault.js'
import { BoundsService } from './bounds.service.js'
import { TierPriceService } from './tiers.service.js'
import { UnitPriceService } from './unit-prices.service.js'

const HOUR_MS = 3_600_000
/** Another one each run; a red run names it, and is repeated with it. */
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
let world: World, tenant: TestTenant
/** Stores with the nodes above them, nearest first; and all nodes there are. */
let places: { id: string; units: string[] }[], units: string[]
beforeAll(async () => {
  world = await World.start()
  tenant = await world.aTenant()
  const city = await tenant.aRegion(tenant.regionId)
  const other = await tenant.aRegion()
  const place = async (...above: string[]) => {
    const id = await tenant.aStore({ regionId: above[0]! })
    return { id, units: [id, ...above, tenant.hqId] }
  }
  places = [
    await place(city, tenant.regionId),
    await place(city, tenant.regionId),
    await place(tenant.regionId),
    await place(other),
  ]
  units = [...new Set(places.flatMap((p) => p.units))]
})
afterAll(() => world.stop())

/** SKUs of one product, as many as asked for. */
async function skus(count: number, listPrice: number): Promise<string[]> {
  const { productId } = await tenant.aSku({ price: listPrice })
  const rows = await world.facts<{ id: string }>(
    `insert into skus (tenant_id, id, product_id, code, position, list_price, supply_price, created_at, updated_at)
     select $1, gen_random_uuid(), $2::text::uuid, md5($2::text || n), n, $4::bigint, $4::bigint / 2, now(), now() from generate_series(1, $3::int) n returning id`,
    [tenant.ref.id, productId, count, listPrice],
  )
  return rows.map((r) => r.id)
}
/** What is set of a SKU, ended or not, as the rules take it. */
async function factsOf(skuId: string): Promise<PriceFacts> {
  const [sku] = await world.facts(
    `select list_price::int as "listPrice", price_min::int as "priceMin", price_max::int as "priceMax",
       (select coalesce(jsonb_agg(jsonb_build_object('unitId', unit_id, 'channel', channel, 'temporary', temporary, 'price', price, 'startsAt', starts_at, 'endsAt', ends_at)), '[]') from unit_prices u where u.sku_id = k.id) as prices,
       (select coalesce(jsonb_agg(jsonb_build_object('unitId', unit_id, 'channel', channel, 'levelId', level_id, 'quantityFrom', quantity_from, 'price', price, 'startsAt', starts_at, 'endsAt', ends_at)), '[]') from tier_prices t where t.sku_id = k.id) as tiers,
       (select coalesce(jsonb_agg(jsonb_build_object('unitId', unit_id, 'source', source, 'priceMin', price_min, 'priceMax', price_max, 'startsAt', starts_at, 'endsAt', ends_at)), '[]') from price_bounds b where b.sku_id = k.id) as bounds
     from skus k where k.id = $1`,
    [skuId],
  )
  return sku as unknown as PriceFacts
}

describe('prices', () => {
  it('are the same by SQL and by the rules, whatever is set where and when', async () => {
    const now = world.now().getTime()
    const at = (hours: number) => new Date(now + hours * HOUR_MS + 1800_000).toISOString()
    const row = fc
      .record({
        unit: fc.integer({ min: 0, max: units.length - 1 }),
        channel: fc.constantFrom('any', 'online', 'in_store'),
        temporary: fc.boolean(),
        price: fc.integer({ min: 1, max: 500 }),
        from: fc.integer({ min: -6, max: 3 }),
        hours: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }),
      })
      .map(({ unit, from, hours, ...rest }) => ({
        ...rest,
        unitId: units[unit]!,
        startsAt: at(from),
        endsAt: hours === null ? (rest.temporary ? at(from + 1) : null) : at(from + hours),
      }))
    const lists = fc.sample(fc.array(row, { maxLength: 10 }), { numRuns: 300, seed })
    const ids = await skus(lists.length, 1000)
    const rows = lists.flatMap((list, n) =>
      list
        .filter(
          (p, i) =>
            !list
              .slice(0, i)
              .some(
                (o) =>
                  o.unitId === p.unitId &&
                  o.channel === p.channel &&
                  o.temporary === p.temporary &&
                  overlap(o, p),
              ),
        )
        .map((p) => ({ ...p, skuId: ids[n]! })),
    )
    await world.facts(
      `insert into unit_prices (tenant_id, id, unit_id, sku_id, channel, temporary, price, starts_at, ends_at, updated_at)
       select $1, gen_random_uuid(), "unitId", "skuId", channel, temporary, price, "startsAt", "endsAt", now()
         from jsonb_to_recordset($2::jsonb) as w("unitId" uuid, "skuId" uuid, channel text, temporary boolean, price bigint, "startsAt" timestamptz, "endsAt" timestamptz)`,
      [tenant.ref.id, JSON.stringify(rows)],
    )
    const tier = fc
      .record({
        unit: fc.nat(units.length - 1),
        channel: fc.constantFrom('any', 'online', 'in_store'),
        quantityFrom: fc.integer({ min: 2, max: 6 }),
        price: fc.integer({ min: 1, max: 500 }),
        from: fc.integer({ min: -6, max: 3 }),
        hours: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }),
      })
      .map(({ unit, from, hours, ...rest }) => ({
        ...rest,
        unitId: units[unit]!,
        levelId: null,
        startsAt: at(from),
        endsAt: hours === null ? null : at(from + hours),
      }))
    const tiers = fc
      .sample(fc.array(tier, { maxLength: 6 }), { numRuns: ids.length, seed })
      .flatMap((list, n) =>
        list
          .filter(
            (p, i) =>
              !list
                .slice(0, i)
                .some(
                  (o) =>
                    o.unitId === p.unitId &&
                    o.channel === p.channel &&
                    o.quantityFrom === p.quantityFrom &&
                    overlap(o, p),
                ),
          )
          .map((p) => ({ ...p, skuId: ids[n]! })),
      )
    await world.facts(
      `insert into tier_prices (tenant_id, id, unit_id, sku_id, channel, quantity_from, price, starts_at, ends_at, updated_at)
       select $1, gen_random_uuid(), "unitId", "skuId", channel, "quantityFrom", price, "startsAt", "endsAt", now()
         from jsonb_to_recordset($2::jsonb) as w("unitId" uuid, "skuId" uuid, channel text, "quantityFrom" bigint, price bigint, "startsAt" timestamptz, "endsAt" timestamptz)`,
      [tenant.ref.id, JSON.stringify(tiers)],
    )
    for (const { id, units: above } of places)
      for (const [channel, quantity] of [
        ['online', 3],
        ['in_store', 5],
      ] as const) {
        const sold = await tenant.run(() => world.get(CatalogService).skusForSale(id, ids))
        const byRules = ids.map((skuId) => {
          const of = <R extends { skuId: string }>(all: readonly R[]) => all.filter((r) => r.skuId === skuId)
          const facts = {
            listPrice: 1000,
            priceMin: null,
            priceMax: null,
            bounds: [],
            prices: of(rows) as unknown as PriceFacts['prices'],
            tiers: of(tiers) as unknown as NonNullable<PriceFacts['tiers']>,
          }
          return explainPrice(facts, { units: above, channel, at: now, quantity }).price
        })
        expect(
          ids.map((skuId) => chargedFor(sold.get(skuId)!, { channel, quantity, level: null }).unitPrice),
          `seed ${seed}`,
        ).toEqual(byRules)
      }
    for (const { id, units: above } of places) {
      const sold = await tenant.run(() => world.get(CatalogService).skusForSale(id, ids))
      const byRules = ids.map((skuId) =>
        effectivePrice(
          { listPrice: 1000, prices: rows.filter((r) => r.skuId === skuId) as PriceFacts['prices'] },
          { units: above, channel: 'online', at: now },
        ),
      )
      expect(
        ids.map((skuId) => sold.get(skuId)!.price),
        `seed ${seed}`,
      ).toEqual(byRules)
    }
  })

  it('lie inside their bounds at every place and time, whoever sets what in whatever order', async () => {
    const ids = await skus(12, 1000)
    const start = world.now().getTime()
    const soon = (hours: number | null) =>
      hours === null ? undefined : new Date(start + hours * HOUR_MS).toISOString()
    const hour = fc.option(fc.integer({ min: 1, max: 9 }), { nil: null })
    const amount = fc.integer({ min: 80, max: 120 }).map((n) => n * 10)
    const price = fc.record({
      kind: fc.constant('price' as const),
      sku: fc.nat(11),
      unit: fc.nat(units.length - 1),
      channel: fc.constantFrom('any' as const, 'online' as const, 'in_store' as const),
      price: fc.option(amount, { nil: null, freq: 4 }),
      from: hour,
      hours: hour,
    })
    const bound = fc.record({
      kind: fc.constant('bounds' as const),
      sku: fc.nat(11),
      unit: fc.nat(units.length - 1),
      supplier: fc.boolean(),
      ratio: fc.boolean(),
      min: amount,
      max: amount,
      from: hour,
      way: fc.constantFrom('refuse' as const, 'clamp' as const),
    })
    const tier = fc.record({
      kind: fc.constant('tier' as const),
      sku: fc.nat(11),
      unit: fc.nat(units.length - 1),
      channel: fc.constantFrom('any' as const, 'online' as const, 'in_store' as const),
      quantityFrom: fc.constantFrom(2, 5),
      price: fc.option(amount, { nil: null, freq: 4 }),
      from: hour,
      hours: hour,
    })
    const steps = fc.sample(fc.oneof(price, tier, bound), { numRuns: 300, seed })
    let done = 0
    for (const step of steps) {
      const skuId = ids[step.sku]!
      const unitId = units[step.unit]!
      const work = async () => {
        if (step.kind === 'price') {
          const endsAt =
            step.hours === null || step.price === null ? undefined : soon((step.from ?? 0) + step.hours)
          return world.get(UnitPriceService).set(unitId, skuId, {
            price: step.price,
            channel: step.channel,
            startsAt: soon(step.from),
            endsAt,
          })
        }
        if (step.kind === 'tier')
          return world.get(TierPriceService).set(unitId, skuId, {
            price: step.price,
            levelId: null,
            quantityFrom: step.quantityFrom,
            channel: step.channel,
            startsAt: soon(step.from),
            endsAt: step.hours === null ? undefined : soon((step.from ?? 0) + step.hours),
          })
        const wish = {
          skuId,
          startsAt: soon(step.from),
          way: step.way,
          bounds: step.ratio
            ? { ratioMin: step.min * 20, ratioMax: step.max * 20 }
            : { priceMin: step.min, priceMax: step.max },
        }
        return step.supplier
          ? world.get(BoundsService).setSupplierBounds(wish)
          : world.get(BoundsService).setHqBounds(unitId, wish)
      }
      try {
        await tenant.run<unknown>(work)
        done += 1
      } catch (error) {
        if (!(error instanceof Fault)) throw error
      }
    }
    expect(done).toBeGreaterThan(60)
    for (const skuId of ids) {
      const facts = await factsOf(skuId)
      const now = world.now().getTime()
      const times = [...facts.prices, ...facts.bounds, ...facts.tiers!]
        .flatMap((r) => [r.startsAt, r.endsAt ?? r.startsAt])
        .flatMap((t) => [Date.parse(t) - 1, Date.parse(t)])
      for (const at of [now, ...times.filter((t) => t > now)])
        for (const { units: above } of places)
          for (const [channel, quantity] of [
            ['online', 1],
            ['in_store', 2],
            ['online', 6],
          ] as const) {
            const asked = { units: above, channel, at, quantity }
            const { price: charged, bounds } = explainPrice(facts, asked)
            expect(isInside(charged, bounds), JSON.stringify({ seed, facts, at, above, channel })).toBe(true)
          }
    }
  })
})
