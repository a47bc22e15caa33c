import { Injectable } from '@nestjs/common'
import type {
  AddParityException,
  ListParityDifferences,
  ListParityExceptions,
  ParityDifference,
  ParityException,
  ParityPolicy,
  SetParityPolicy,
} from '@storeweave/contract'
import { parityGap } from '@storeweave/rules/pricing'
import { optionTextOf } from '../catalog/index.js'
import { found, within } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { ParityReportRepo, type DifferenceRow, type ExceptionRow } from './parity-report.repo.js'

/** How prices online and in the store may differ, who may differ further, and what does. */
@Injectable()
export class ParityService {
  constructor(private readonly rows: ParityReportRepo) {}

  /** The brand's policy; without one any difference passes. */
  policy(): Promise<ParityPolicy> {
    return reading(async () => {
      const row = await this.rows.policy()
      return {
        belowMost: row?.below_most ?? null,
        aboveMost: row?.above_most ?? null,
        blocks: row?.blocks ?? false,
        setByName: row?.set_by_name ?? null,
        setAt: row?.updated_at ?? null,
      }
    })
  }

  /** Sets the policy; prices that are there already stay, and stand in the report. */
  setPolicy(to: SetParityPolicy): Promise<ParityPolicy> {
    return transaction(async () => {
      const { belowMost, aboveMost, blocks } = await this.policy()
      await this.rows.setPolicy(to)
      const before = { belowMost, aboveMost, blocks }
      record({ subject: 'ListPrice', id: null, name: PARITY, before, after: to })
      return this.policy()
    })
  }

  exceptions(q: ListParityExceptions): Promise<{ items: ParityException[]; nextCursor: string | null }> {
    return reading(async () => {
      const after = keysOf(q.cursor, 'instant', 'id') as [string, string] | undefined
      return pageOf(
        await this.rows.exceptions(after, q.limit + 1),
        q.limit,
        (r) => [r.ends_at, r.id],
        exceptionOf,
      )
    })
  }

  /** Lets goods or places differ further until an instant. Throws `pricing.validity_invalid` for one that has passed, `access.not_found`. */
  except(x: AddParityException): Promise<ParityException> {
    return transaction(async () => {
      if (Date.parse(x.endsAt) <= clock.now().getTime()) throw new Fault('pricing.validity_invalid')
      const added = await this.rows.addException(x)
      const row = found(await this.rows.exception(x.id))
      if (added) record({ subject: 'ListPrice', id: x.id, name: PARITY, after: exceptionOf(row) })
      return exceptionOf(row)
    })
  }

  /** Takes an exception back. Throws `access.not_found` for one that has ended. */
  end(id: string): Promise<void> {
    return transaction(async () => {
      const row = found(await this.rows.exception(id))
      found((await this.rows.endException(id)) || null)
      record({ subject: 'ListPrice', id, name: PARITY, before: exceptionOf(row) })
    })
  }

  /** A page of what differs beyond the policy now, as far as who asks may read prices. */
  differences(q: ListParityDifferences): Promise<{ items: ParityDifference[]; nextCursor: string | null }> {
    const reach = within('read', 'Price')
    return reading(async () => {
      const after = keysOf(q.cursor, 'id', 'id')
      const rows = await this.rows.differences(q, after, reach)
      return pageOf(rows, q.limit, (r) => [r.sku_id, r.unit_id], differenceOf)
    })
  }
}

/** What these entries of the audit log are called. */
const PARITY = '同价规则'

const words = (zh: string | null, en: string | null) => (zh === null ? null : { zh, en: en ?? '' })
const exceptionOf = (r: ExceptionRow): ParityException => ({
  id: r.id,
  skuId: r.sku_id,
  categoryId: r.category_id,
  goods: words(r.goods_zh, r.goods_en),
  unitId: r.unit_id,
  unitName: words(r.unit_zh, r.unit_en),
  reason: r.reason,
  endsAt: r.ends_at,
  setByName: r.set_by_name,
  setAt: r.created_at,
})
const differenceOf = (r: DifferenceRow): ParityDifference => ({
  skuId: r.sku_id,
  productId: r.product_id,
  code: r.code,
  name: { zh: r.name_zh, en: r.name_en },
  optionText: optionTextOf(r.options, r.option_indexes),
  unitId: r.unit_id,
  unitName: { zh: r.unit_zh, en: r.unit_en },
  unitKind: r.kind,
  stores: r.stores,
  online: r.online,
  inStore: r.in_store,
  difference: parityGap(r.online, r.in_store),
  exception:
    r.ends_at === null ? null : { reason: r.reason ?? '', endsAt: r.ends_at, setByName: r.set_by_name ?? '' },
})
