import { Injectable } from '@nestjs/common'
import { cutOf, type PriceGridChange, type SavedPriceGrid, type SavePriceGrid } from '@storeweave/contract'
import { moneyText } from '@storeweave/contract/money'
import { endBroken } from '@storeweave/rules/pricing'
import { ListPriceService, outsideBounds, ParityGuard, percentText } from '../catalog/index.js'
import { found, mustReach, mustStayWithin } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import type { LockedSku } from './bounds.repo.js'
import { PriceCells, goodsOf, mayPrice, type Cell } from './price-cells.service.js'
import { keyOf, PriceGridWriter, type CellChange } from './price-grid.writer.js'
import { PriceGridRepo, type GridSku } from './price-grid.repo.js'
import { PriceGuard } from './price-guard.service.js'
import { PriceLevels } from './price-levels.service.js'
import type { PricedPlace } from './price-levels.repo.js'

type Refused = Map<PriceGridChange, Fault>
/** Everything changes are judged by: their SKUs, locked, and their cells as they are. */
interface Ground {
  skus: Map<string, GridSku>
  locked: Map<string, LockedSku>
  places: Map<string, PricedPlace>
  cells: Map<string, Cell>
}

/** Prices of many goods at many places, saved as one: all cells of a request or none. */
@Injectable()
export class PriceGridService {
  constructor(
    private readonly cells: PriceCells,
    private readonly grid: PriceGridRepo,
    private readonly guard: PriceGuard,
    private readonly levels: PriceLevels,
    private readonly parity: ParityGuard,
    private readonly listPrices: ListPriceService,
    private readonly tenancy: TenancyService,
    private readonly writer: PriceGridWriter,
  ) {}

  /**
   * Saves cells and answers their rows as they are then. Throws `access.not_found` or `access.denied` for places that are not
   * for who asks to price, and `pricing.cells_refused` with what stands against each cell; then nothing was saved.
   */
  save({ changes, channel, unitIds }: SavePriceGrid): Promise<SavedPriceGrid> {
    return transaction(async () => {
      const ground = await this.ground(changes, channel)
      const seen = await this.seen(changes, ground)
      const refused = new Map([...seen, ...(await this.judge(changes, ground, seen))])
      if (refused.size) throw cellsRefused(refused)
      const wanted = changes.map((c): CellChange => ({ ...c, before: nowOf(c, ground) }))
      const changed = wanted.filter((c) => c.before !== c.price)
      if (changed.length) await this.write(changed, channel, ground)
      const skuIds = [...new Set(changes.map((c) => c.skuId))]
      return { saved: changed.length, rows: await this.cells.rowsOf(skuIds, unitIds, channel) }
    })
  }

  /** Locks the SKUs and reads what is; refuses what is not for who asks to know or to price. */
  private async ground(
    changes: readonly PriceGridChange[],
    channel: SavePriceGrid['channel'],
  ): Promise<Ground> {
    const unitIds = [...new Set(changes.flatMap((c) => c.unitId ?? []))]
    const skuIds = [...new Set(changes.map((c) => c.skuId))].sort()
    const places = await this.cells.mustSee(unitIds)
    if (changes.some((c) => c.unitId === null)) mustReach('update', 'ListPrice', {})
    for (const place of places) mustPrice(place)
    const locked = await this.guard.lockAll(skuIds)
    const skus = await this.grid.skus(skuIds)
    const { cells } = await this.cells.cells(skus, places, channel)
    const ground = {
      skus: new Map(skus.map((s) => [s.sku_id, s])),
      locked,
      places: new Map(places.map((p) => [p.id, p])),
      cells,
    }
    for (const { skuId, unitId } of changes) {
      const only = ground.skus.get(skuId)!.only_store_id
      if (unitId !== null && only !== null && only !== unitId) throw new Fault('access.not_found')
    }
    return ground
  }

  /** The cells that another changed since they were looked at, with who did and when. */
  private async seen(changes: readonly PriceGridChange[], ground: Ground): Promise<Refused> {
    const stale = changes.filter((c) => nowOf(c, ground) !== c.seen)
    if (!stale.length) return new Map()
    const last = await this.grid.lastChanges(stale)
    const { currency } = await this.tenancy.settings()
    return new Map(
      stale.map((c) => {
        const by = last.get(keyOf(c))
        const price = nowOf(c, ground)
        const now =
          price === null ? INHERITED[scope().locale === 'en' ? 'en' : 'zh'] : moneyText(price, currency)
        return [
          c,
          new Fault('pricing.cell_changed', { who: by?.person_name ?? '', at: by?.at ?? null, now, price }),
        ]
      }),
    )
  }

  /** What stands against each cell by itself. */
  private async judge(changes: readonly PriceGridChange[], ground: Ground, stale: Refused): Promise<Refused> {
    const refused: Refused = new Map()
    const listed = changes.filter((c) => c.unitId === null && !stale.has(c) && c.price !== c.seen)
    const against = await this.listPrices.against(listed.map((c) => listChange(c, ground)))
    for (const c of changes) {
      if (stale.has(c)) continue
      try {
        await this.mustFit(c, ground, changes)
        const fault = c.unitId === null ? against.get(c.skuId) : undefined
        if (fault) throw fault
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        refused.set(c, error)
      }
    }
    return refused
  }

  private async mustFit(
    c: PriceGridChange,
    ground: Ground,
    changes: readonly PriceGridChange[],
  ): Promise<void> {
    const sku = ground.skus.get(c.skuId)!
    const place = c.unitId === null ? undefined : ground.places.get(c.unitId)!
    const kept = place && this.levels.refusal(place, goodsOf(sku))
    if (kept) throw kept
    if (c.price === null) return
    const cell = c.unitId === null ? endsOfList(sku) : ground.cells.get(keyOf(c))!
    const end = endBroken(c.price, cell)
    if (end) throw await this.outside(cell, end, sku)
    if (!place) return
    const listPrice = changes.find((l) => l.skuId === c.skuId && l.unitId === null)?.price ?? sku.list_price
    mustStayWithin(
      'priceCut',
      'Price:update',
      place.kind === 'hq' ? null : place.id,
      cutOf(listPrice, c.price),
      percentText,
    )
  }

  /** The refusal that names the bound in the way. */
  private async outside(
    ends: Pick<Cell, 'lowest' | 'highest'>,
    end: 'lowest' | 'highest',
    sku: GridSku,
  ): Promise<Fault> {
    const set = ends[end]!.set
    if (set)
      return this.guard.refusal('pricing.outside_bounds', {
        ...set,
        boundId: set.id,
        boundUnitId: set.unitId,
      })
    const { currency } = await this.tenancy.settings()
    return outsideBounds({ priceMin: sku.price_min, priceMax: sku.price_max }, currency)
  }

  /** Writes cells that nothing stands against by itself; refuses what together leaves a price outside or channels too far apart. */
  private async write(
    changes: readonly CellChange[],
    channel: SavePriceGrid['channel'],
    ground: Ground,
  ): Promise<void> {
    const before = [...ground.locked.values()]
    const look = await this.guard.watch(before)
    const listed = changes.filter((c) => c.unitId === null)
    const prices = new Map(listed.map((c) => [c.skuId, c.price!]))
    await this.writer.stand(changes, channel)
    await this.listPrices.writeAndTell(listed.map((c) => listChange(c, ground)))
    const { outside, apart } = await look(
      before.map((s) => ({ ...s, listPrice: prices.get(s.skuId) ?? s.listPrice })),
    )
    const refused: Refused = new Map()
    for (const c of outside) {
      const fault = await this.guard.refusal('pricing.outside_bounds', c)
      for (const one of causes(changes, c.skuId, c.unitId)) refused.set(one, fault)
    }
    for (const b of apart) {
      const fault = await this.parity.refusal(b)
      for (const one of causes(changes, b.sku_id, b.unit_id)) refused.set(one, fault)
    }
    if (refused.size) throw cellsRefused(refused)
    await this.writer.tell(changes, channel, ground)
  }
}

const INHERITED = { zh: '随上级', en: 'the inherited price' } as const

/** The changes behind something at a node: the node's own, or else all of the SKU. */
function causes(changes: readonly CellChange[], skuId: string, unitId: string): readonly CellChange[] {
  const ofSku = changes.filter((c) => c.skuId === skuId)
  const own = ofSku.filter((c) => c.unitId === unitId)
  return own.length ? own : ofSku
}

const nowOf = (c: PriceGridChange, { cells, skus }: Ground): number | null =>
  c.unitId === null ? skus.get(c.skuId)!.list_price : (cells.get(keyOf(c))!.own?.price ?? null)

const endsOfList = ({ price_min, price_max }: GridSku): Pick<Cell, 'lowest' | 'highest'> => ({
  lowest: price_min === null ? null : { price: price_min, set: null },
  highest: price_max === null ? null : { price: price_max, set: null },
})

function listChange({ skuId, price }: PriceGridChange, { locked }: Ground) {
  const { listPrice, priceMin, priceMax } = found(locked.get(skuId))
  const before = { skuId, listPrice, priceMin, priceMax }
  return { before, after: { ...before, listPrice: price! } }
}

function mustPrice(place: PricedPlace): void {
  if (mayPrice(place)) return
  if (place.kind === 'store') mustReach('update', 'Price', { storeId: place.id })
  if (place.kind === 'hq') mustReach('update', 'ListPrice', {})
  throw new Fault('access.not_found')
}

const cellsRefused = (refused: Refused): Fault =>
  new Fault('pricing.cells_refused', {
    count: refused.size,
    cells: [...refused].map(([{ skuId, unitId }, { code, args }]) => ({ skuId, unitId, code, args })),
  })
