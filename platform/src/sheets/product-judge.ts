import { Injectable } from '@nestjs/common'
import type { ImportCounts, Product, SheetFaultCode } from '@storeweave/contract'
import { isSold, isVoucher, missingForSale, misfitOf } from '@storeweave/rules/catalog'
import { problemOfListPrice } from '@storeweave/rules/pricing'
import { attributeCell, changesOf, mergeProduct, type ProductLine } from '@storeweave/rules/sheets'
import { BulkProductService, nameIn, type BulkProduct } from '../catalog/index.js'
import { mayReach } from '../kernel/access.js'
import { newId } from '../kernel/id.js'
import { scope } from '../kernel/scope.js'
import { attributeColumns } from './attribute-columns.js'
import type { Column } from './columns.js'
import { codesOfParts, partIdsOf, partsOffSale } from './part-cells.js'
import { productColumns, type Ground, type ProductDraft } from './product-columns.js'
import { inOrder, readable } from './product-sheet.js'
import { ProductGround } from './product-ground.js'
import { byKey, faultAt, readCells, type KeptFault, type KeptRow } from './kept-rows.js'
import { noCounts, refusalOf, type Judge, type Verdict } from './verdict.js'

/** The rows of one product, as read. */
interface Group {
  rows: KeptRow[]
  lines: ProductLine[]
  faults: KeptFault[]
  /** It has faults of its own cells, found now or before. */
  broken: boolean
  before?: Product
  merged?: BulkProduct
}
type AddFault = (row: number, cell: string, code: SheetFaultCode, args?: Record<string, unknown>) => void

type Columns = ReadonlyMap<string, Column<ProductDraft, Ground>>

/** Judges sheets of products: the rows of a product together. */
@Injectable()
export class ProductJudge implements Judge {
  readonly needs = ['Product:update'] as const
  constructor(
    private readonly products: BulkProductService,
    private readonly grounds: ProductGround,
  ) {}

  async judge(rows: readonly KeptRow[], columns: readonly string[], lock: boolean): Promise<Verdict> {
    const ground = await this.grounds.now(codesOfParts(rows, columns))
    const groups = await this.grouped(rows, columns, ground, lock)
    for (const group of groups) merge(group, columns)
    const clean = groups.filter((g) => g.merged && !g.faults.length)
    await this.checkBarcodes(clean, columns)
    await this.checkAttributes(clean, columns)
    await this.checkSuppliers(clean, columns)
    await this.checkParts(clean, columns, ground)
    await this.checkPrices(
      clean.filter((g) => !g.faults.length),
      columns,
    )
    const { writes, ...verdict } = verdictOf(groups, ground)
    return { ...verdict, ...(writes.length ? { save: () => this.products.save(writes) } : {}) }
  }

  /** Rows by product: those of a batch, and batches whose SKUs are of the same product here. */
  private async grouped(rows: readonly KeptRow[], columns: readonly string[], ground: Ground, lock: boolean) {
    const attributed = byKey([...productColumns, ...attributeColumns(ground.attributes)])
    const read = rows.map((kept) => ({ kept, ...lineOf(kept, columns, attributed, ground) }))
    const known = await this.products.byCodes(
      read.flatMap((r) => r.line.sku || []),
      lock,
    )
    const owner = new Map(known.flatMap((p) => p.skus.map((s) => [s.code, p])))
    // what cannot be written stands alone, so that it holds back nothing but its own batch
    const broken = new Set(read.filter((r) => r.faults.length || r.kept.faulted).map((r) => r.kept.batch))
    const home = new Map<number, string>()
    for (const { kept, line } of read)
      if (!home.has(kept.batch) && !broken.has(kept.batch) && owner.has(line.sku))
        home.set(kept.batch, owner.get(line.sku)!.id)
    const groups = new Map<string, Group>()
    for (const { kept, line, faults } of read) {
      const key = home.get(kept.batch) ?? String(kept.batch)
      const group = groups.get(key) ?? { rows: [], lines: [], faults: [], broken: broken.has(kept.batch) }
      groups.set(key, group)
      group.rows.push(kept)
      group.lines.push(line)
      group.faults.push(...faults)
      const theirs = owner.get(line.sku)
      group.before ??= theirs
      if (theirs && theirs !== group.before)
        group.faults.push(
          faultAt(kept, columns, 'sku', 'products_mixed', { sku: line.sku, row: group.rows[0]!.row }),
        )
    }
    return [...groups.values()]
  }

  private async checkBarcodes(groups: readonly Group[], columns: readonly string[]): Promise<void> {
    const wanted = groups.flatMap((g) => g.lines.flatMap((l) => l.barcodes ?? []))
    if (!wanted.length) return
    const owners = await this.products.barcodeOwners(wanted)
    for (const group of groups) {
      const ids = new Map(group.merged!.fields.skus.map((s) => [s.code, s.id]))
      for (const line of group.lines)
        for (const barcode of line.barcodes ?? []) {
          const owner = owners.get(barcode)
          if (owner && owner.skuId !== ids.get(line.sku))
            adder(group, columns)(line.row, 'barcodes', 'barcode_taken', { barcode, sku: owner.code })
        }
    }
  }

  private async checkAttributes(groups: readonly Group[], columns: readonly string[]): Promise<void> {
    const lacking = await this.products.lackingIn(groups.map((g) => g.merged!))
    const joint = scope().locale === 'en' ? ', ' : '、'
    for (const group of groups) {
      const add = adder(group, columns)
      // what a row empties is said at its cell, what is lacking beside at the category
      const beside = (lacking.get(group.merged!.id) ?? []).filter(({ id }) => {
        const emptied = group.lines.find((l) => l.values?.[id]?.value?.length === 0)
        if (emptied) add(emptied.row, attributeCell(id), 'required')
        return !emptied
      })
      if (beside.length)
        add(group.rows[0]!.row, 'category', 'attributes_missing', {
          names: beside.map(({ name }) => nameIn(name)).join(joint),
        })
    }
  }

  /** New parts of bundles on sale must be on sale themselves; what was off sale before may stay. */
  private async checkParts(
    groups: readonly Group[],
    columns: readonly string[],
    ground: Ground,
  ): Promise<void> {
    const before = groups.flatMap((g) => g.before ?? [])
    const { partCodes } = await this.grounds.parts([], partIdsOf(before))
    ground.partCodes = new Map([...partCodes, ...ground.partCodes])
    for (const group of groups.filter((g) => g.before)) {
      const [off] = partsOffSale(group.before!, group.merged!.fields.skus, ground)
      const line = off && (group.lines.find((l) => l.sku === off.sku) ?? group.lines[0]!)
      if (line) adder(group, columns)(line.row, 'parts', 'parts_off_sale', { codes: off.codes })
    }
  }

  private async checkSuppliers(groups: readonly Group[], columns: readonly string[]): Promise<void> {
    const barred = await this.products.supplierBarredFor(groups.map((g) => g.merged!))
    for (const group of groups.filter((g) => barred.has(g.merged!.id)))
      adder(group, columns)(group.rows[0]!.row, 'supplier', 'listing_stopped')
  }

  private async checkPrices(groups: readonly Group[], columns: readonly string[]): Promise<void> {
    const refused = await this.products.pricesRefused(groups.map((g) => g.merged!))
    if (!refused.size) return
    for (const group of groups)
      for (const { id, code } of group.merged!.fields.skus) {
        const fault = refused.get(id)
        const line = fault && (group.lines.find((l) => l.sku === code) ?? group.lines[0]!)
        if (!line) continue
        const { code: word, args } = refusalOf(fault)
        adder(group, columns)(line.row, word === 'breaks_store_prices' ? '' : 'price', word, args)
      }
  }
}

/** A row as its cells say it, and each cell that says something wrong. */
function lineOf(
  kept: KeptRow,
  columns: readonly string[],
  known: Columns,
  ground: Ground,
): { line: ProductLine; faults: KeptFault[] } {
  const draft: ProductDraft = { options: [], values: {} }
  const faults = readCells(kept, columns, known, draft, ground)
  const { product, sku, ...rest } = draft
  return { line: { ...rest, row: kept.row, sku: sku ?? '', product: product ?? sku ?? '' }, faults }
}

/** Notes faults of a group's rows; the first one of a cell stands. */
const adder =
  (group: Group, columns: readonly string[]): AddFault =>
  (row, cell, code, args) => {
    if (!group.faults.some((f) => f.row === row && f.cell === cell))
      group.faults.push(
        faultAt(
          group.rows.find((r) => r.row === row)!,
          columns,
          cell,
          code,
          args,
        ),
      )
  }

/** Lays a group's rows over its product and checks what comes out as a form would be. */
function merge(group: Group, columns: readonly string[]): void {
  if (group.broken || group.faults.length) return
  const add = adder(group, columns)
  const { fields, faults } = mergeProduct(group.before, group.lines, newId)
  for (const f of faults) add(f.row, f.cell, f.code, f.args)
  group.merged = {
    id: group.before?.id ?? newId(),
    fields,
    ...(group.before ? { before: group.before } : {}),
  }
  const rowOf = (code: string) => group.lines.find((l) => l.sku === code)?.row ?? group.rows[0]!.row
  const misfit = misfitOf(fields.options, fields.skus)
  if (misfit >= 0) add(rowOf(fields.skus[misfit]!.code), 'option1_value', 'options_misfit')
  for (const sku of fields.skus) {
    const problem = problemOfListPrice(sku.listPrice, sku)
    if (problem) add(rowOf(sku.code), problem === 'bounds_invalid' ? 'price_min' : 'price', problem)
  }
  if (group.before && (group.before.kind === 'bundle') !== (fields.kind === 'bundle'))
    add(group.rows[0]!.row, 'kind', 'bundle_fixed')
  if (group.before && isVoucher(group.before.kind) !== isVoucher(fields.kind))
    add(group.rows[0]!.row, 'kind', 'voucher_fixed')
  if (fields.kind === 'bundle' && fields.supplierId !== null)
    add(group.rows[0]!.row, 'supplier', 'bundle_supplied')
  // what is on sale is changed by who may publish, or by a change request
  if (
    group.before?.state === 'published' &&
    !mayReach('publish', 'Product', {}) &&
    changesOf(group.before, fields).length
  )
    add(group.rows[0]!.row, '', 'not_allowed')
  if (
    group.before?.state === 'published' &&
    (!isSold(fields.kind) ||
      missingForSale({ ...fields, skus: fields.skus.map((s) => ({ ...s, active: true })) }).length)
  )
    add(group.rows[0]!.row, '', 'not_ready')
}

function verdictOf(groups: readonly Group[], ground: Ground): Verdict & { writes: BulkProduct[] } {
  const verdict: Verdict & { writes: BulkProduct[] } = {
    writes: [],
    counts: noCounts(),
    faults: groups.flatMap(faultsOf),
    samples: [],
  }
  for (const group of groups) {
    const { merged, before, rows } = group
    if (group.faults.length || !merged) {
      verdict.counts.faulty += rows.length
      continue
    }
    const changes = before ? changesOf(before, merged.fields) : []
    if (!before) verdict.counts.fresh += rows.length
    else countRows(verdict.counts, group, before, changes)
    if (before && !changes.length) continue
    verdict.writes.push(merged)
    verdict.samples.push({
      row: rows[0]!.row,
      name: merged.fields.name.zh,
      productId: before?.id ?? null,
      fresh: !before,
      changes: changes.slice(0, 20).map((c) => readable(c, ground)),
    })
  }
  inOrder(verdict.writes)
  return verdict
}

/** The faults of a group; its batches that have none of their own are held back by the first. */
function faultsOf({ faults, rows, broken }: Group): KeptFault[] {
  if (!faults.length || broken) return faults
  const named = new Set(faults.map((f) => f.batch))
  return rows.reduce<KeptFault[]>((all, kept) => {
    if (named.has(kept.batch)) return all
    named.add(kept.batch)
    return [...all, faultAt(kept, [], '', 'held_back', { row: faults[0]!.row })]
  }, faults)
}

/** A change of the product itself changes all its rows; one of a SKU, its own. */
function countRows(
  counts: ImportCounts,
  group: Group,
  before: Product,
  changes: ReturnType<typeof changesOf>,
): void {
  const known = new Set(before.skus.filter((s) => s.active).map((s) => s.code))
  const touched = new Set(changes.map((c) => c.sku))
  for (const { sku } of group.lines)
    if (!known.has(sku)) counts.fresh++
    else if (touched.has('') || touched.has(sku)) counts.changed++
    else counts.same++
}
