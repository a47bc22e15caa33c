import { isCrowd, toldOf, type Group } from './crowd.js'

/** All groups of one week of a supplier's sales, each with its buyers. */
export interface WeekGroups<D extends Group, P extends Group, R extends Group, G extends Group> {
  total: Group
  days: readonly D[]
  products: readonly P[]
  regions: readonly (R & { regionId: string })[]
  /** Parts of the regions. */
  groups: readonly (G & { regionId: string })[]
}
export interface ToldWeek<D, P, R, G> {
  days: D[]
  products: P[]
  regions: (R & { regionId: string; groups: G[] })[]
}

/**
 * What of a week may be told; undefined when the whole has fewer than `least` buyers. Days, products and regions each
 * split the total, and a region's groups split that region alone, so that no sum of what is told less another leaves a
 * group of fewer; groups of a region that is held back are held back with it.
 */
export function tellWeek<D extends Group, P extends Group, R extends Group, G extends Group>(
  week: WeekGroups<D, P, R, G>,
  least: number,
): ToldWeek<D, P, R, G> | undefined {
  if (!isCrowd(week.total.buyers, least)) return undefined
  return {
    days: toldOf(week.days, least),
    products: toldOf(week.products, least),
    regions: toldOf(week.regions, least).map((region) => {
      const parts = week.groups.filter((group) => group.regionId === region.regionId)
      // one part is the region itself: said once
      return { ...region, groups: parts.length > 1 ? toldOf(parts, least) : [] }
    }),
  }
}
