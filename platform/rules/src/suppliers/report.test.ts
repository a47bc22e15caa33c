import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellWeek } from './report.js'

/** Two days, two products, and three groups of stores, two of them in the first region. */
const DAYS = [0, 1]
const PRODUCTS = [0, 1]
const GROUPS = [0, 1, 2]
const regionOf = (group: number) => (group < 2 ? 0 : 1)
const CELLS = DAYS.flatMap((day) =>
  PRODUCTS.flatMap((product) => GROUPS.map((group) => ({ day, product, group }))),
)
interface Sale {
  cell: number
  buyer: number
}
type Within = (cell: (typeof CELLS)[number]) => boolean
const buyersIn = (sales: readonly Sale[], within: Within): number =>
  new Set(sales.filter((s) => within(CELLS[s.cell]!)).map((s) => s.buyer)).size

/** What a supplier is told of these sales: each figure as the part of the week it is a sum over. */
function toldParts(sales: readonly Sale[], least: number): Within[] {
  const group = <K extends object>(key: K, within: Within) => ({
    ...key,
    within,
    buyers: buyersIn(sales, within),
  })
  const some = <G extends { buyers: number }>(groups: G[]) => groups.filter((g) => g.buyers > 0)
  const total = group({}, () => true)
  const told = tellWeek(
    {
      total,
      days: some(DAYS.map((day) => group({}, (c) => c.day === day))),
      products: some(PRODUCTS.map((product) => group({}, (c) => c.product === product))),
      regions: some([0, 1].map((r) => group({ regionId: String(r) }, (c) => regionOf(c.group) === r))),
      groups: some(GROUPS.map((g) => group({ regionId: String(regionOf(g)) }, (c) => c.group === g))),
    },
    least,
  )
  if (!told) return []
  const regions = told.regions.flatMap((r) => [r, ...r.groups])
  return [total, ...told.days, ...told.products, ...regions].map((g) => g.within)
}

const PRIME = 1_000_003
const inverse = (n: number): number => {
  let [power, base, e] = [1n, BigInt(n), BigInt(PRIME - 2)]
  for (; e > 0n; e >>= 1n, base = (base * base) % BigInt(PRIME))
    if (e & 1n) power = (power * base) % BigInt(PRIME)
  return Number(power)
}
/** Takes out of a row what rows of the basis hold; what is left is new. */
function rest(basis: readonly number[][], row: number[]): number[] {
  const left = [...row]
  for (const one of basis) {
    const at = one.findIndex((n) => n !== 0)
    const by = left[at]!
    if (by !== 0) for (let i = 0; i < left.length; i++) left[i] = (left[i]! + (PRIME - by) * one[i]!) % PRIME
  }
  return left
}
/** A basis of all that adding and subtracting the told figures can come to. */
function spanOf(parts: readonly Within[]): number[][] {
  const basis: number[][] = []
  for (const within of parts) {
    const left = rest(
      basis,
      CELLS.map((c) => (within(c) ? 1 : 0)),
    )
    const at = left.findIndex((n) => n !== 0)
    if (at < 0) continue
    const by = inverse(left[at]!)
    basis.push(left.map((n) => (n * by) % PRIME))
  }
  return basis
}

describe('a week told to a supplier', () => {
  const sales = fc.array(fc.record({ cell: fc.nat(CELLS.length - 1), buyer: fc.nat(9) }), {
    minLength: 1,
    maxLength: 30,
  })
  it('no sum or difference of any figures is that of fewer buyers than told of', () => {
    fc.assert(
      fc.property(sales, fc.integer({ min: 2, max: 4 }), (all, least) => {
        const span = spanOf(toldParts(all, least))
        for (let subset = 1; subset < 1 << CELLS.length; subset++) {
          const few = buyersIn(all, (c) => (subset >> CELLS.indexOf(c)) % 2 === 1)
          if (few === 0 || few >= least) continue
          const row = CELLS.map((_, i) => (subset >> i) % 2)
          expect(rest(span, row).some((n) => n !== 0)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
  it('nothing is told of a week with fewer buyers, and a region of one group is said once', () => {
    const week = (buyers: number) => ({
      total: { buyers },
      days: [{ buyers }],
      products: [{ buyers }],
      regions: [{ buyers, regionId: 'r' }],
      groups: [{ buyers, regionId: 'r' }],
    })
    expect(tellWeek(week(4), 5)).toBeUndefined()
    expect(tellWeek(week(5), 5)).toMatchObject({ regions: [{ regionId: 'r', groups: [] }] })
  })
  it('groups of a region that is held back are held back with it', () => {
    const told = tellWeek(
      {
        total: { buyers: 20 },
        days: [],
        products: [],
        regions: [
          { buyers: 9, regionId: 'a' },
          { buyers: 9, regionId: 'b' },
          { buyers: 2, regionId: 'c' },
        ],
        groups: [
          { buyers: 5, regionId: 'a' },
          { buyers: 5, regionId: 'a' },
          { buyers: 5, regionId: 'b' },
          { buyers: 4, regionId: 'b' },
        ],
      },
      5,
    )
    expect(told!.regions).toEqual([{ buyers: 9, regionId: 'b', groups: [] }])
  })
})
