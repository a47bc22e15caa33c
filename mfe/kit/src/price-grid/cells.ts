import type { PriceGridCell, PriceGridPage, PriceGridRow } from '@storeweave/contract'
import { cutOf } from '@storeweave/contract/limits'
import { moneyText } from '@storeweave/contract/money'
import { endBroken } from '@storeweave/rules/pricing'
import { mostAllowed } from '../ask/can'
import { currency } from '../app/tenant'
import { localText, translate } from '../words/i18n'

/** A column of prices: a place, or the list price where `unitId` is null. */
export interface GridColumn {
  unitId: string | null
  name: string
  kind: 'list' | 'hq' | 'region' | 'store'
  editable: boolean
}
/** What somebody made of a cell and hasn't saved; `text` is what was typed where it is no amount. */
export interface Edit {
  skuId: string
  unitId: string | null
  seen: number | null
  price: number | null
  text?: string
  fault?: string
  /** Another's price, seen since: it is overwritten only when somebody says so. */
  stale?: boolean
}
export const keyOf = (skuId: string, unitId: string | null): string => `${skuId} ${unitId}`

/** The place columns of a page, behind the list price. */
export const columnsOf = (places: PriceGridPage['places'], mayList: boolean): GridColumn[] => [
  { unitId: null, name: translate('priceGrid.list'), kind: 'list', editable: mayList },
  ...places.map((p) => ({ unitId: p.id, name: localText(p.name), kind: p.kind, editable: p.editable })),
]

/** The cell of a row under a place; undefined for the list price and where the places have just become others. */
export const cellIn = (row: PriceGridRow, column: GridColumn): PriceGridCell | undefined =>
  row.cells.find((c) => c.unitId === column.unitId)

/** The price that stands in a cell by itself; null where it is inherited. */
export const ownIn = (row: PriceGridRow, column: GridColumn): number | null =>
  column.unitId === null ? row.listPrice : (cellIn(row, column)?.own ?? null)

/** Why a cell cannot be changed by who looks at it; undefined where it can. */
export function lockedBy(row: PriceGridRow, column: GridColumn): string | undefined {
  if (!column.editable)
    return translate(column.unitId === null ? 'priceGrid.listLocked' : 'priceGrid.placeLocked')
  const cell = cellIn(row, column)
  if (!cell) return column.unitId === null ? undefined : translate('priceGrid.loading')
  if (!cell.keptBy) return undefined
  const who = translate(`priceGrid.by.${cell.keptBy}`)
  return cell.keptGoods
    ? translate('priceGrid.goodsKept', { goods: localText(cell.keptGoods), who })
    : translate('priceGrid.kept', { who })
}

/** The ends a cell's price must lie between, and whose they are in words. */
export function endsOf(row: PriceGridRow, column: GridColumn) {
  const cell = cellIn(row, column)
  const hq = translate('priceGrid.by.hq')
  const end = (e: PriceGridCell['lowest']) =>
    e && {
      price: e.price,
      owner: `${translate(`priceGrid.by.${e.source}`)}${e.source === 'hq' && e.unitName && localText(e.unitName) !== hq ? ` (${localText(e.unitName)})` : ''}`,
    }
  const own = (price: number | null) => (price === null ? null : { price, owner: hq })
  return cell
    ? { lowest: end(cell.lowest), highest: end(cell.highest) }
    : { lowest: own(row.priceMin), highest: own(row.priceMax) }
}

/** Why a price cannot stand in a cell, by the rule the server asks too; undefined when it can. */
export function faultOf(row: PriceGridRow, column: GridColumn, price: number | null): string | undefined {
  if (price === null) return column.unitId === null ? translate('priceGrid.listNeeded') : undefined
  if (price < 1) return translate('priceGrid.zero')
  const ends = endsOf(row, column)
  const broken = endBroken(price, ends)
  if (broken) {
    const { price: bound, owner } = ends[broken]!
    return translate(`priceGrid.${broken === 'lowest' ? 'below' : 'above'}`, {
      owner,
      bound: moneyText(bound, currency.value),
    })
  }
  if (column.kind !== 'store') return undefined
  const most = mostAllowed('Price:update', column.unitId!)
  if (most === null || cutOf(row.listPrice, price) <= most) return undefined
  return translate('priceGrid.cutTooDeep', { most: `${most / 100}%` })
}
