import { Injectable } from '@nestjs/common'
import type { CreateProduct, Difference, FindParts, PartGoodsList } from '@storeweave/contract'
import { misfitPart, partProblem } from '@storeweave/rules/catalog'
import type { z } from 'zod'
import { reading } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { BundlesRepo, type PartsOf } from './bundles.repo.js'
import { nameIn, unknownReference } from './words.js'

type SkuFields = CreateProduct['skus'][number]

/** Goods that consist of others (0037). */
@Injectable()
export class BundleService {
  constructor(private readonly bundles: BundlesRepo) {}

  /** SKUs by what is typed or scanned, or by their ids, each with what stands against it in a bundle. Nothing asked for answers nothing. */
  async find({ q, skuIds }: FindParts): Promise<z.infer<typeof PartGoodsList>> {
    if (!q && !skuIds) return { items: [] }
    return { items: await reading(() => this.bundles.goods(skuIds?.split(','), q)) }
  }

  /**
   * Writes the parts of a bundle's SKUs in the running transaction; SKUs that say nothing of parts keep theirs. Throws
   * `catalog.part_unfitting`, and `request.invalid` for a part that names nothing.
   */
  async save(skus: readonly SkuFields[]): Promise<void> {
    const wanted = skus.flatMap(({ id, parts }): PartsOf[] => (parts ? [{ skuId: id, parts }] : []))
    if (!wanted.length) return
    const ids = [...new Set(wanted.flatMap((w) => w.parts.map((p) => p.skuId)))]
    const known = new Map((await this.bundles.lockWanted(ids)).map((one) => [one.skuId, one]))
    if (ids.some((id) => !known.has(id))) throw unknownReference('skus')
    for (const part of known.values()) {
      const problem = misfitPart(part)
      if (problem) throw new Fault('catalog.part_unfitting', { code: part.code, problem })
    }
    await this.bundles.save(wanted)
  }

  /** Refuses, after a product was written, that a SKU is gone or of another kind that a bundle needs. Throws `catalog.sku_is_part`. */
  async mustNotLack(productId: string): Promise<void> {
    const held = await this.bundles.stillPart(productId)
    if (held)
      throw new Fault('catalog.sku_is_part', {
        code: held.code,
        bundle: nameIn({ zh: held.bundle_zh, en: held.bundle_en }),
      })
  }

  /** Parts of these products that aren't on sale, by product: `catalog.parts_not_on_sale` tells their codes. */
  async offSale(productIds: readonly string[]): Promise<Map<string, OffSale>> {
    const off = new Map<string, OffSale>()
    for (const part of await this.bundles.partsOf(productIds)) {
      const problem = partProblem(part)
      if (!problem) continue
      const parts = [...(off.get(part.productId)?.parts ?? []), { code: part.code, problem }]
      off.set(part.productId, new OffSale(parts))
    }
    return off
  }

  /** Pages of bundles with parts of these products are drawn anew. Before their SKUs are locked. */
  async touchWith(productIds: readonly string[]): Promise<void> {
    await this.bundles.touchWith(productIds)
  }

  /** Differences as people read them: parts by their codes. */
  async named(differences: readonly Difference[]): Promise<Difference[]> {
    const ids = differences.flatMap((d) => (d.field === 'sku.parts' ? idsIn(d) : []))
    if (!ids.length) return [...differences]
    const codes = await reading(() => this.bundles.codes([...new Set(ids)]))
    const text = (value: string) => value.replaceAll(PART_ID, (id) => codes.get(id) ?? id)
    return differences.map((d) =>
      d.field === 'sku.parts' ? { ...d, before: text(d.before), after: text(d.after) } : d,
    )
  }
}

/** Parts of one product that aren't on sale. */
export class OffSale {
  constructor(readonly parts: readonly { code: string; problem: string }[]) {}

  /** Whether all of them were off sale before. */
  within(before: OffSale | undefined): boolean {
    const known = new Set(before?.parts.map((p) => p.code))
    return this.parts.every((p) => known.has(p.code))
  }
  fault(): Fault {
    return new Fault('catalog.parts_not_on_sale', {
      codes: this.parts.map((p) => p.code).join(', '),
      parts: this.parts,
    })
  }
}

const PART_ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const idsIn = ({ before, after }: Difference): string[] => `${before} ${after}`.match(PART_ID) ?? []
