import { Injectable } from '@nestjs/common'
import type {
  ListPriceGrid,
  PriceGridCell,
  PriceGridPage,
  PriceGridRow,
  PriceLane,
} from '@storeweave/contract'
import { cellOf, isAtPar, type BoundEnd, type PriceCell } from '@storeweave/rules/pricing'
import { holdsAt } from '../kernel/ability.js'
import { mayReach } from '../kernel/access.js'
import { clock } from '../kernel/clock.js'
import { reading } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import {
  headOf,
  PriceGridRepo,
  type GridBound,
  type GridFacts,
  type GridPrice,
  type GridSku,
} from './price-grid.repo.js'
import { PriceLevelsRepo, type PricedPlace } from './price-levels.repo.js'
import { PriceLevels } from './price-levels.service.js'

/** A cell as it is worked out, and why it is not for who asks to change. */
export type Cell = PriceCell<GridPrice, GridBound>

/** Prices by SKU and place, as they are. */
@Injectable()
export class PriceCells {
  constructor(
    private readonly grid: PriceGridRepo,
    private readonly places: PriceLevelsRepo,
    private readonly levels: PriceLevels,
  ) {}

  /** A page of SKUs by places, in three statements. Throws `access.not_found` for a store out of reach. */
  page(q: ListPriceGrid): Promise<PriceGridPage> {
    return reading(async () => {
      const places = await this.mustSee(q.unitIds)
      const { items, nextCursor } = await this.grid.page(q)
      return {
        places: places.map((p) => ({
          id: p.id,
          name: { zh: p.name_zh, en: p.name_en },
          kind: p.kind,
          editable: mayPrice(p),
        })),
        items: await this.rows(items, places, q.channel),
        nextCursor,
      }
    })
  }

  /** Rows of SKUs as they are now, in the order asked. */
  async rowsOf(
    skuIds: readonly string[],
    unitIds: readonly string[],
    channel: PriceLane,
  ): Promise<PriceGridRow[]> {
    const places = await this.mustSee(unitIds)
    const known = new Map((await this.grid.skus(skuIds)).map((s) => [s.sku_id, s]))
    const skus = skuIds.flatMap((id) => known.get(id) ?? [])
    return this.rows(skus, places, channel)
  }

  /** The nodes in the order asked; prices above stores are everybody's to read who reads prices. */
  async mustSee(unitIds: readonly string[]): Promise<PricedPlace[]> {
    const known = new Map((await this.places.places(unitIds)).map((p) => [p.id, p]))
    return unitIds.map((id) => {
      const place = known.get(id)
      if (!place || (place.kind === 'store' && !mayReach('read', 'Price', { storeId: id })))
        throw new Fault('access.not_found')
      return place
    })
  }

  /** What cells of SKUs at places are, by `SKU unit`. */
  async cells(
    skus: readonly GridSku[],
    places: readonly PricedPlace[],
    channel: PriceLane,
  ): Promise<{ facts: GridFacts; cells: Map<string, Cell> }> {
    const facts = await this.grid.facts(
      skus.map((s) => s.sku_id),
      places,
    )
    const at = clock.now().getTime()
    const prices = bySku(facts.prices)
    const bounds = bySku(facts.bounds)
    const cells = new Map<string, Cell>()
    for (const s of skus)
      for (const p of places)
        cells.set(
          `${s.sku_id} ${p.id}`,
          cellOf(
            {
              listPrice: s.list_price,
              priceMin: s.price_min,
              priceMax: s.price_max,
              prices: prices.get(s.sku_id) ?? [],
              bounds: bounds.get(s.sku_id) ?? [],
            },
            { units: p.path, channel, at },
          ),
        )
    return { facts, cells }
  }

  private async rows(
    skus: readonly GridSku[],
    places: readonly PricedPlace[],
    channel: PriceLane,
  ): Promise<PriceGridRow[]> {
    const { facts, cells } = await this.cells(skus, places, channel)
    const excepted = new Set(facts.excepted)
    return skus.map((s) => ({
      ...headOf(s),
      cells: places.map((p) => {
        const key = `${s.sku_id} ${p.id}`
        return {
          ...shownOf(cells.get(key)!, p.id),
          parity: parityOf(cells.get(key)!, facts, excepted.has(key)),
          ...keptOf(this.levels.refusal(p, goodsOf(s))),
        }
      }),
    }))
  }
}

/** Whether who asks holds the permission to price at a node at all. */
export const mayPrice = ({ id, kind }: PricedPlace): boolean =>
  kind === 'store'
    ? mayReach('update', 'Price', { storeId: id })
    : kind === 'hq'
      ? mayReach('update', 'ListPrice', {})
      : holdsAt(scope().who.ability, 'Price:update', id)

/** What is said of the goods of a row; undefined for nothing. */
export const goodsOf = (s: GridSku) =>
  s.level === null ? undefined : { level: s.level, name_zh: s.level_zh ?? '', name_en: s.level_en ?? '' }

function bySku<T extends { skuId: string }>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    const list = found.get(row.skuId)
    if (list) list.push(row)
    else found.set(row.skuId, [row])
  }
  return found
}

function shownOf(cell: Cell, unitId: string) {
  const { own, inherited, lowest, highest, online, inStore } = cell
  const end = (e: BoundEnd<GridBound> | null) =>
    e && {
      price: e.price,
      source: e.set?.source ?? ('hq' as const),
      unitName: e.set && { zh: e.set.unitZh, en: e.set.unitEn },
    }
  return {
    unitId,
    own: own?.price ?? null,
    setByName: own?.setByName ?? null,
    setAt: own ? new Date(own.setAt).toISOString() : null,
    inherited: inherited.price,
    inheritedFrom: inherited.set && { zh: inherited.set.unitZh, en: inherited.set.unitEn },
    lowest: end(lowest),
    highest: end(highest),
    online,
    inStore,
  }
}

function parityOf(
  { online, inStore }: Cell,
  { rule }: GridFacts,
  excepted: boolean,
): PriceGridCell['parity'] {
  if (!rule || isAtPar(online, inStore, rule)) return 'ok'
  return excepted ? 'excepted' : 'beyond'
}

function keptOf(refused: Fault | undefined): Pick<PriceGridCell, 'keptBy' | 'keptGoods'> {
  if (!refused) return { keptBy: null, keptGoods: null }
  const { level, goodsName } = refused.args as {
    level: PriceGridCell['keptBy']
    goodsName?: PriceGridCell['keptGoods']
  }
  return { keptBy: level, keptGoods: goodsName ?? null }
}
