import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import {
  boundsAt,
  boundsFit,
  boundsOfRatio,
  bestOffer,
  clamped,
  effectivePrice,
  explainPrice,
  isInForce,
  isInside,
  lessPercent,
  overlap,
  tiersInForce,
  type PriceFacts,
  type SetBounds,
  type SetPrice,
  type TierPrice,
} from './index.js'

/** Ten thousand cases each take a second, and more where others want the machine. */
vi.setConfig({ testTimeout: 60_000 })
const CASES = { numRuns: 10_000 }
const UNITS = ['store', 'city', 'region', 'hq', 'elsewhere']
const at = (hour: number) => new Date(Date.UTC(2026, 10, 1, hour)).toISOString()
const hour = fc.integer({ min: 0, max: 20 })
const validity = fc
  .tuple(hour, fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }))
  .map(([from, hours]) => ({ startsAt: at(from), endsAt: hours === null ? null : at(from + hours) }))
const amount = fc.integer({ min: 1, max: 300 })
const ends = fc
  .tuple(fc.option(amount, { nil: null }), fc.option(amount, { nil: null }))
  .map(([priceMin, priceMax]) => ({ priceMin, priceMax }))
const unitId = fc.constantFrom(...UNITS)
const setPrice: fc.Arbitrary<SetPrice> = fc
  .record({
    unitId,
    channel: fc.constantFrom('any' as const, 'online' as const, 'in_store' as const),
    temporary: fc.boolean(),
    price: amount,
    validity,
  })
  .map(({ validity: time, ...rest }) => ({ ...rest, ...time }))
/** Rows of one node, channel and kind never overlap: of those that would, the first stays. */
const prices = fc
  .array(setPrice, { maxLength: 8 })
  .map((all) =>
    all.filter(
      (p, n) =>
        !all
          .slice(0, n)
          .some(
            (o) =>
              o.unitId === p.unitId &&
              o.channel === p.channel &&
              o.temporary === p.temporary &&
              overlap(o, p),
          ),
    ),
  )
const bounds: fc.Arbitrary<SetBounds[]> = fc.array(
  fc
    .record({ unitId, source: fc.constantFrom('supplier' as const, 'hq' as const), ends, validity })
    .map(({ ends: e, validity: v, ...rest }) => ({ ...rest, ...e, ...v })),
  { maxLength: 5 },
)
const facts: fc.Arbitrary<PriceFacts> = fc
  .record({ listPrice: amount, ends, prices, bounds })
  .map(({ ends: e, ...rest }) => ({ ...rest, ...e }))
const tiers: fc.Arbitrary<TierPrice[]> = fc
  .array(
    fc
      .record({
        unitId,
        channel: fc.constantFrom('any' as const, 'online' as const, 'in_store' as const),
        levelId: fc.constantFrom(null, 'gold', 'silver'),
        quantityFrom: fc.integer({ min: 1, max: 6 }),
        price: amount,
        validity,
      })
      .map(({ validity: time, ...rest }) => ({ ...rest, ...time })),
    { maxLength: 8 },
  )
  .map((all) =>
    all.filter(
      (t, n) =>
        (t.levelId !== null || t.quantityFrom > 1) &&
        !all
          .slice(0, n)
          .some(
            (o) =>
              o.unitId === t.unitId &&
              o.channel === t.channel &&
              o.levelId === t.levelId &&
              o.quantityFrom === t.quantityFrom &&
              overlap(o, t),
          ),
    ),
  )
const buyer = fc.record({
  level: fc.option(
    fc.record({
      id: fc.constantFrom('gold', 'silver', 'plain'),
      percentOff: fc.integer({ min: 0, max: 9000 }),
    }),
    { nil: null },
  ),
  quantity: fc.integer({ min: 1, max: 8 }),
})
const asked = fc.record({
  units: fc.constantFrom<string[]>(['store', 'city', 'region', 'hq'], ['store', 'hq'], ['hq']),
  channel: fc.constantFrom('online' as const, 'in_store' as const),
  at: fc.integer({ min: -1, max: 32 }).map((h) => Date.parse(at(h))),
})

describe('the price in force', () => {
  it('is the nearest, for the channel before for all, passing before standing, else the list price', () => {
    fc.assert(
      fc.property(facts, asked, (f, q) => {
        const ladder = q.units.flatMap((unit) =>
          [q.channel, 'any'].flatMap((channel) =>
            [true, false].flatMap((temporary) =>
              f.prices.filter(
                (p) =>
                  p.unitId === unit &&
                  p.channel === channel &&
                  p.temporary === temporary &&
                  isInForce(p, q.at),
              ),
            ),
          ),
        )
        expect(effectivePrice(f, q)).toBe(ladder[0]?.price ?? f.listPrice)
      }),
      CASES,
    )
  })
  it('comes with reasons that are true: one holds and is the price, every bound in force is there and judged', () => {
    fc.assert(
      fc.property(facts, asked, (f, q) => {
        const told = explainPrice(f, q)
        expect(told.price).toBe(effectivePrice(f, q))
        expect(told.bounds).toEqual(boundsAt(f, q))
        expect(told.inside).toBe(isInside(told.price, told.bounds))
        const said = told.reasons.flatMap((r) =>
          r.kind === 'list'
            ? [{ price: r.price, holds: r.holds }]
            : r.kind === 'price'
              ? [{ price: r.set.price, holds: r.holds }]
              : [],
        )
        expect(said.filter((s) => s.holds).map((s) => s.price)).toEqual([told.price])
        const held = told.reasons.flatMap((r) =>
          r.kind === 'bounds'
            ? [{ ...r.set, inside: r.inside }]
            : r.kind === 'list_bounds'
              ? [{ ...r.bounds, inside: r.inside }]
              : [],
        )
        for (const b of held) expect(b.inside).toBe(isInside(told.price, b))
        expect(told.inside).toBe(held.every((b) => b.inside))
        expect(held.filter((b) => 'unitId' in b)).toHaveLength(
          f.bounds.filter((b) => q.units.includes(b.unitId) && isInForce(b, q.at)).length,
        )
      }),
      CASES,
    )
  })
  it('hears nothing of nodes that are not above the place', () => {
    fc.assert(
      fc.property(facts, asked, (f, q) => {
        const own = f.prices.filter((p) => q.units.includes(p.unitId))
        expect(effectivePrice({ ...f, prices: own }, q)).toBe(effectivePrice(f, q))
      }),
      CASES,
    )
  })
  it('begins with its first instant and ends before its last', () => {
    const p = { startsAt: at(3), endsAt: at(5) }
    const hours = [2, 3, 4, 5].map((h) => isInForce(p, Date.parse(at(h))))
    expect(hours).toEqual([false, true, true, false])
  })
})

describe('what one buyer pays', () => {
  it('is the lowest of what is theirs, inside, never dearer than for everybody, with the one reason that is true', () => {
    fc.assert(
      fc.property(facts, tiers, asked, buyer, (f, t, q, who) => {
        const plain = effectivePrice(f, q)
        const { priceMin: floor } = boundsAt(f, q)
        const mine = [...new Set(t.map((one) => `${one.levelId} ${one.quantityFrom}`))].flatMap((lane) => {
          const [levelId, from] = lane.split(' ') as [string, string]
          if (Number(from) > who.quantity || (levelId !== 'null' && levelId !== who.level?.id)) return []
          const ladder = q.units.flatMap((unit) =>
            [q.channel, 'any'].flatMap((channel) =>
              t.filter(
                (one) =>
                  one.unitId === unit &&
                  one.channel === channel &&
                  `${one.levelId} ${one.quantityFrom}` === lane &&
                  isInForce(one, q.at),
              ),
            ),
          )
          return ladder.slice(0, 1).map((one) => one.price)
        })
        const percent = who.level
          ? Math.min(
              plain,
              Math.max(Math.round((plain * (10_000 - who.level.percentOff)) / 10_000), floor ?? 1, 1),
            )
          : plain
        const best = bestOffer({ plain, floor, tiers: tiersInForce(t, q) }, who)
        expect(best.price).toBe(Math.min(plain, percent, ...mine))
        const told = explainPrice({ ...f, tiers: t }, { ...q, ...who })
        expect(told.price).toBe(best.price)
        const holding = told.reasons.filter((r) => 'holds' in r && r.holds)
        expect(
          holding.map((r) =>
            r.kind === 'tier' || r.kind === 'price' ? r.set.price : 'price' in r && r.price,
          ),
        ).toEqual([best.price])
        // a percentage ends at the floor: where no price set lies outside, none that is paid does
        const within = boundsAt(f, q)
        const inside = <T extends { price: number }>(all: readonly T[]) =>
          all.map((one) => ({ ...one, price: clamped(one.price, within) }))
        const kept = {
          ...f,
          listPrice: clamped(f.listPrice, within),
          prices: inside(f.prices),
          tiers: inside(t),
        }
        if (boundsFit(within)) expect(explainPrice(kept, { ...q, ...who }).inside).toBe(true)
        // a larger quantity or a level never makes it dearer
        const price = (of: Partial<typeof who>) =>
          bestOffer({ plain, floor, tiers: tiersInForce(t, q) }, { ...who, ...of }).price
        expect(price({ quantity: who.quantity + 1 })).toBeLessThanOrEqual(price({}))
        expect(price({})).toBeLessThanOrEqual(price({ level: null }))
      }),
      CASES,
    )
  })
  it('rounds a percentage half up, to no less than one fen', () => {
    expect([
      lessPercent(999, 1000, null),
      lessPercent(5, 9000, null),
      lessPercent(4, 9000, null),
      lessPercent(1000, 1000, 950),
    ]).toEqual([899, 1, 1, 950])
    expect(lessPercent(1_000_000_000_000, 1, null)).toBe(999_900_000_000)
  })
})

describe('bounds', () => {
  it('narrow and never widen: one more leaves no price inside that was outside', () => {
    fc.assert(
      fc.property(facts, asked, ends, amount, (f, q, more, price) => {
        const wider = boundsAt(f, q)
        const row: SetBounds = { ...more, unitId: 'hq', source: 'hq', startsAt: at(-2), endsAt: null }
        const narrower = boundsAt({ ...f, bounds: [...f.bounds, row] }, q)
        if (isInside(price, narrower)) expect(isInside(price, wider)).toBe(true)
      }),
      CASES,
    )
  })
  it('by ratio hold no price beyond the ratio', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 30_000 }), amount, (supply, ratio, price) => {
        const { priceMin, priceMax } = boundsOfRatio(supply, { ratioMin: ratio, ratioMax: ratio })
        expect(price >= priceMin!).toBe(price * 10_000 >= supply * ratio)
        expect(price <= priceMax!).toBe(price * 10_000 <= supply * ratio)
      }),
      CASES,
    )
    expect(boundsOfRatio(1000, { ratioMin: 11_000, ratioMax: 16_000 })).toEqual({
      priceMin: 1100,
      priceMax: 1600,
    })
    expect(boundsOfRatio(1e12, { ratioMin: null, ratioMax: 1e7 })).toEqual({ priceMin: null, priceMax: 1e12 })
  })
  it('bring a price to their nearest end, and leave one alone that lies inside', () => {
    fc.assert(
      fc.property(ends, amount, (b, price) => {
        fc.pre(boundsFit(b))
        const to = clamped(price, b)
        expect(isInside(to, b)).toBe(true)
        if (isInside(price, b)) expect(to).toBe(price)
        else expect([b.priceMin, b.priceMax]).toContain(to)
      }),
      CASES,
    )
  })
})
