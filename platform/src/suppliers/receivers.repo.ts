import { Injectable } from '@nestjs/common'
import type { ReceiverState } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { actor } from '../kernel/scope.js'

export interface ReceiverRow {
  id: string
  supplier_id: string
  account: string
  name: string
  state: ReceiverState
  by_supplier: boolean
  proposed_by: string
  proposed_by_name: string
  proposed_at: string
  decided_by_name: string
  decided_at: string | null
  note: string
  fail_code: string
}
/** What WeChat Pay grants every merchant. */
const RATIO_GRANTED = 3_000
const COLUMNS =
  'id, supplier_id, account, name, state, by_supplier, proposed_by, proposed_by_name, proposed_at, decided_by_name, decided_at, note, fail_code'

@Injectable()
export class ReceiversRepo {
  /** The newest of a supplier. */
  of(supplierId: string): Promise<ReceiverRow[]> {
    return db().many<ReceiverRow>(
      `select ${COLUMNS} from share_receivers where tenant_id = $1 and supplier_id = $2 order by id desc limit 50`,
      [tenantId(), supplierId],
    )
  }
  byId(id: string): Promise<ReceiverRow | undefined> {
    return db().one<ReceiverRow>(`select ${COLUMNS} from share_receivers where tenant_id = $1 and id = $2`, [
      tenantId(),
      id,
    ])
  }
  /** The accounts in use of these suppliers, locked against being ended meanwhile. */
  active(supplierIds: readonly string[]): Promise<{ supplier_id: string; account: string }[]> {
    return db().many(
      "select supplier_id, account from share_receivers where tenant_id = $1 and supplier_id = any($2) and state = 'active' order by supplier_id for share",
      [tenantId(), supplierIds],
    )
  }
  /** Approved ones that the provider may not know yet. */
  adding(limit: number): Promise<ReceiverRow[]> {
    return db().many<ReceiverRow>(
      `select ${COLUMNS} from share_receivers where tenant_id = $1 and state = 'adding' order by id limit $2`,
      [tenantId(), limit],
    )
  }
  async insert(r: {
    id: string
    supplierId: string
    account: string
    name: string
    bySupplier: boolean
  }): Promise<void> {
    const { id: by, name } = actor()
    await db().run(
      `insert into share_receivers (tenant_id, id, supplier_id, account, name, state, by_supplier, proposed_by, proposed_by_name, proposed_at)
       values ($1, $2, $3, $4, $5, 'proposed', $6, $7, $8, $9)`,
      [tenantId(), r.id, r.supplierId, r.account, r.name, r.bySupplier, by, name, clock.now()],
    )
  }
  decide(id: string, from: ReceiverState, to: ReceiverState, note: string): Promise<number> {
    const { id: by, name } = actor()
    return db().run(
      'update share_receivers set state = $4, decided_by = $5, decided_by_name = $6, decided_at = $7, note = $8 where tenant_id = $1 and id = $2 and state = $3',
      [tenantId(), id, from, to, by, name, clock.now(), note],
    )
  }
  /** What the provider made of an approved one: used from now on in place of the one before it, or refused. */
  async added(r: ReceiverRow, why: { code: string; words: string } | null): Promise<void> {
    if (!why)
      await db().run(
        "update share_receivers set state = 'ended' where tenant_id = $1 and supplier_id = $2 and state = 'active' and id <> $3",
        [tenantId(), r.supplier_id, r.id],
      )
    await db().run(
      "update share_receivers set state = $3, fail_code = $4, note = $5 where tenant_id = $1 and id = $2 and state = 'adding'",
      [tenantId(), r.id, why ? 'refused' : 'active', why?.code ?? '', (why?.words ?? '').slice(0, 500)],
    )
  }

  /** How much of an order may be shared, in parts of ten thousand. */
  async ratio(): Promise<number> {
    const row = await db().one<{ max_ratio: number }>(
      'select max_ratio from share_settings where tenant_id = $1',
      [tenantId()],
    )
    return row?.max_ratio ?? RATIO_GRANTED
  }
  setRatio(maxRatio: number): Promise<number> {
    return db().run(
      'insert into share_settings (tenant_id, max_ratio, updated_at) values ($1, $2, $3) on conflict (tenant_id) do update set max_ratio = $2, updated_at = $3',
      [tenantId(), maxRatio, clock.now()],
    )
  }
}
