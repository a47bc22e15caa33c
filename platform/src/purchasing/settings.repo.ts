import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

@Injectable()
export class SettingsRepo {
  /** From what amount on orders wait for approval; a brand without a row has never said so. */
  async get(): Promise<{ approval_from: number | null }> {
    const row = await db().one<{ approval_from: number | null }>(
      'select approval_from from purchase_settings where tenant_id = $1',
      [tenantId()],
    )
    return row ?? { approval_from: null }
  }
  set(approvalFrom: number | null): Promise<number> {
    return db().run(
      `insert into purchase_settings (tenant_id, approval_from, updated_at) values ($1, $2, $3)
       on conflict (tenant_id) do update set approval_from = excluded.approval_from, updated_at = excluded.updated_at`,
      [tenantId(), approvalFrom, clock.now()],
    )
  }
}
