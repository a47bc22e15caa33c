import { Injectable } from '@nestjs/common'
import { currencyDigits, type Locale, type SheetFaultCode } from '@storeweave/contract'
import { goodsChanges, mergeGoods, type GoodsBody, type GoodsLine } from '@storeweave/rules/sheets'
import { goodsMissing } from '@storeweave/rules/suppliers'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { scope } from '../kernel/scope.js'
import { BulkGoods, GOODS_OPEN_MOST, type KnownGoods } from '../suppliers/index.js'
import { BulkProductService } from '../catalog/index.js'
import { TenancyService } from '../tenancy/index.js'
import { categoryPaths } from './category-paths.js'
import { BOUND_KINDS, GOODS_KINDS, goodsColumns, pictureNames, type GoodsGround } from './goods-columns.js'
import type { ImportRow } from './imports.repo.js'
import { byKey, faultAt, readCells, type KeptFault, type KeptRow } from './kept-rows.js'
import { shownOf } from './sheet-row.js'
import { noCounts, type Judge, type KeptSample, type Verdict } from './verdict.js'

const COLUMNS = byKey(goodsColumns)
const BARCODES_MAX = 10
/** The cells that lack what is asked of goods before they are sent in. */
const LACKING = { picture: 'pictures', price: 'supply_price' } as const
const WORDS: Record<string, Record<string, Record<Locale, string>>> = {
  kind: GOODS_KINDS,
  bounds: BOUND_KINDS,
  state: { draft: { 'zh-CN': '草稿', en: 'draft' }, sent: { 'zh-CN': '已送审', en: 'sent in' } },
}

interface Read {
  kept: KeptRow
  line: GoodsLine
}
/** What a row comes to: new goods, changed ones, or ones that are so already. */
interface Judged {
  kept: KeptRow
  code: string
  before: KnownGoods | undefined
  body: GoodsBody
  changes: { cell: string; before: string; after: string }[]
  /** It goes to HQ as it is written. */
  sends: boolean
}

/** Judges sheets of goods that a supplier drafts: each row is goods of one variant, known by the supplier's own code. */
@Injectable()
export class GoodsJudge implements Judge {
  readonly needs = ['Supply:edit'] as const
  constructor(
    private readonly goods: BulkGoods,
    private readonly products: BulkProductService,
    private readonly tenancy: TenancyService,
  ) {}

  async judge(
    rows: readonly KeptRow[],
    columns: readonly string[],
    lock: boolean,
    { supplier_id, send }: Pick<ImportRow, 'supplier_id' | 'send'>,
  ): Promise<Verdict> {
    const supplierId = await this.goods.mayBring(send)
    // whoever works for another supplier by now brings nothing of this one's
    if (supplierId !== supplier_id) throw new Fault('access.denied')
    const { ground, categories } = await this.ground(rows, columns, supplierId)
    const faults: KeptFault[] = []
    const read = rows.flatMap((kept): Read[] => {
      const line: GoodsLine = {}
      const wrong = kept.faulted ? [] : readCells(kept, columns, COLUMNS, line, ground)
      faults.push(...wrong)
      return wrong.length || kept.faulted ? [] : [{ kept, line }]
    })
    const { known, open } = await this.goods.known(
      supplierId,
      read.map(({ line }) => line.code!),
      lock,
    )
    const add = (kept: KeptRow, cell: string, code: SheetFaultCode, args?: Record<string, unknown>) =>
      void faults.push(faultAt(kept, columns, cell, code, args))
    const judged = judgedOf(read, known, ground.currency, send, add)
    const room = Math.max(0, GOODS_OPEN_MOST - open)
    const clean = withinRoom(judged, room, (kept) =>
      add(kept, 'code', 'too_many_goods', { most: GOODS_OPEN_MOST }),
    )
    const writes = clean.filter((one) => one.changes.length || !one.before || one.sends)
    const counts = noCounts()
    counts.fresh = writes.filter((one) => !one.before).length
    counts.changed = writes.length - counts.fresh
    counts.same = clean.length - writes.length
    counts.faulty = rows.length - clean.length
    return {
      counts,
      faults,
      samples: writes.map((one) => sampleOf(one, categories)),
      ...(writes.length ? { save: () => this.goods.save(supplierId, writes.map(writeOf)) } : {}),
    }
  }

  private async ground(rows: readonly KeptRow[], columns: readonly string[], supplierId: string) {
    const { categories } = await this.products.named()
    const { ids, paths } = categoryPaths(categories)
    const at = columns.indexOf('pictures')
    const names = at < 0 ? [] : rows.flatMap(({ cells }) => pictureNames(shownOf(cells[at])))
    const ground: GoodsGround = {
      currency: (await this.tenancy.settings()).currency,
      categories: ids,
      pictures: await this.goods.pictures(supplierId, [...new Set(names)]),
    }
    return { ground, categories: paths }
  }
}

type Add = (kept: KeptRow, cell: string, code: SheetFaultCode, args?: Record<string, unknown>) => void

/** Lays rows over what is there; those with a fault are told and left out. */
function judgedOf(
  read: readonly Read[],
  known: ReadonlyMap<string, KnownGoods>,
  currency: string,
  send: boolean,
  add: Add,
): Judged[] {
  const digits = currencyDigits(currency)
  return read.flatMap(({ kept, line }): Judged[] => {
    const code = line.code!
    const before = known.get(code)
    if (before && (before.body.skus.length > 1 || before.body.options.length)) {
      add(kept, 'code', 'goods_of_variants')
      return []
    }
    const { body, faults } = mergeGoods(before?.body, line, { currency, digits }, newId)
    for (const f of faults) add(kept, f.cell, f.code, f.args)
    const most = BARCODES_MAX
    const tooMany = body.skus[0]!.barcodes.length > most
    if (tooMany) add(kept, 'barcodes', 'too_many_barcodes', { most })
    if (faults.length || tooMany) return []
    const changes = before ? goodsChanges(before.body, body, digits) : []
    const isOpen = !before || before.state === 'draft' || before.state === 'refused'
    if (!isOpen && changes.length) {
      add(kept, 'code', before.state === 'taken' ? 'goods_taken' : 'goods_sent')
      return []
    }
    // what HQ refused goes in again once it has changed
    const sends = send && isOpen && (before?.state !== 'refused' || changes.length > 0)
    const missing = sends ? goodsMissing(body) : []
    for (const one of missing) add(kept, LACKING[one], 'needed_to_send')
    return missing.length ? [] : [{ kept, code, before, body, changes, sends }]
  })
}

/** New goods as far as there is room for a supplier's; the others are told. */
function withinRoom(judged: readonly Judged[], room: number, tell: (kept: KeptRow) => void): Judged[] {
  let left = room
  return judged.filter(({ before, kept }) => {
    if (before || left-- > 0) return true
    tell(kept)
    return false
  })
}

const writeOf = ({ before, code, body, sends }: Judged) => ({
  id: before?.id ?? newId(),
  fresh: !before,
  code,
  body,
  sends,
})

function sampleOf(
  { kept, before, body, changes, sends }: Judged,
  categories: ReadonlyMap<string, string>,
): KeptSample {
  const { locale } = scope()
  const text = (cell: string, value: string): string => {
    if (cell === 'category') return categories.get(value) ?? ''
    if (cell === 'pictures') return value === '' ? '' : `${value.split(' ').length}`
    return (WORDS[cell]?.[value]?.[locale] ?? value).slice(0, 200)
  }
  const told =
    sends && before ? [...changes, { cell: 'state', before: before.state, after: 'sent' }] : changes
  return {
    row: kept.row,
    name: body.name.zh,
    productId: null,
    fresh: !before,
    changes: told.map((c) => ({
      cell: c.cell,
      sku: '',
      before: text(c.cell, c.before),
      after: text(c.cell, c.after),
    })),
  }
}
