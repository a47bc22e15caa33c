import { Injectable } from '@nestjs/common'
import type { LicenceStanding, ListSuppliers, SupplierState, UpdateSupplier } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'

export interface PartnerRow {
  id: string
  code: string
  name_zh: string
  name_en: string
  state: SupplierState
  state_reason: string
  credit_code: string
  contact_name: string
  phone: string
  email: string
  listing_until: string | null
  product_count: number
  waiting: number
}
export interface NewPartner {
  id: string
  code: string
  nameZh: string
  nameEn: string
  creditCode: string
  contactName: string
  phone: string
  email: string
}
const COLUMNS = `s.id, s.code, s.name_zh, s.name_en, s.state, s.state_reason, s.credit_code, s.contact_name, s.phone, s.email, s.listing_until,
  (select count(*) from products p where p.tenant_id = $1 and p.supplier_id = s.id and p.state <> 'retired') as product_count,
  (select count(*) from supplier_licences l where l.tenant_id = $1 and l.supplier_id = s.id and l.state = 'waiting') as waiting`
/** Days from a day, as SQL, until which each standing reaches; what is left out has no such end. */
const ENDS: Record<LicenceStanding, (today: string) => string> = {
  expired: (today) => `s.listing_until < ${today}::date`,
  urgent: (today) => `s.listing_until between ${today}::date and ${today}::date + 7`,
  ends_soon: (today) => `s.listing_until between ${today}::date + 8 and ${today}::date + 30`,
  valid: (today) => `(s.listing_until is null or s.listing_until > ${today}::date + 30)`,
}

/** Suppliers as the brand keeps them. */
@Injectable()
export class PartnersRepo {
  /** A page by code. */
  page(q: ListSuppliers, today: string): Promise<PartnerRow[]> {
    const after = keysOf(q.cursor, 'text')
    return db().many<PartnerRow>(
      `select ${COLUMNS} from suppliers s where s.tenant_id = $1 and ($3::text is null or s.state = $3) and ($4::text is null or s.code > $4)
          and ($5::text is null or position(lower($5) in lower(s.code || ' ' || s.name_zh || ' ' || s.name_en || ' ' || s.contact_name || ' ' || s.credit_code)) > 0)
          and $6::date is not null and ${q.standing ? ENDS[q.standing]('$6') : 'true'} order by s.code limit $2`,
      [tenantId(), q.limit + 1, q.state ?? null, after?.[0] ?? null, q.q || null, today],
    )
  }
  one(id: string): Promise<PartnerRow | undefined> {
    return db().one<PartnerRow>(`select ${COLUMNS} from suppliers s where s.tenant_id = $1 and s.id = $2`, [
      tenantId(),
      id,
    ])
  }
  /** The same, held until the running transaction ends. */
  lock(id: string): Promise<PartnerRow | undefined> {
    return db().one<PartnerRow>(
      `select ${COLUMNS} from suppliers s where s.tenant_id = $1 and s.id = $2 for no key update of s`,
      [tenantId(), id],
    )
  }
  /** A new supplier; 0 when its id, code or credit code is there already. */
  insert(s: NewPartner): Promise<number> {
    return db().run(
      `insert into suppliers (tenant_id, id, code, name_zh, name_en, credit_code, contact_name, phone, email, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
      [
        tenantId(),
        s.id,
        s.code,
        s.nameZh,
        s.nameEn,
        s.creditCode,
        s.contactName,
        s.phone,
        s.email,
        clock.now(),
      ],
    )
  }
  /** Which of the two is another's: the code, or the credit code. */
  async takenOf(code: string, creditCode: string): Promise<'code' | 'credit_code' | undefined> {
    const rows = await db().many<{ code: string }>(
      "select code from suppliers where tenant_id = $1 and (code = $2 or (credit_code = $3 and credit_code <> '' and state <> 'closed'))",
      [tenantId(), code, creditCode],
    )
    return !rows.length ? undefined : rows.some((r) => r.code === code) ? 'code' : 'credit_code'
  }
  update(id: string, c: UpdateSupplier): Promise<number> {
    return db().run(
      'update suppliers set name_zh = coalesce($3, name_zh), name_en = coalesce($4, name_en), contact_name = coalesce($5, contact_name), phone = coalesce($6, phone), email = coalesce($7, email) where tenant_id = $1 and id = $2',
      [
        tenantId(),
        id,
        c.name?.zh ?? null,
        c.name?.en ?? null,
        c.contactName ?? null,
        c.phone ?? null,
        c.email ?? null,
      ],
    )
  }
  move(id: string, to: SupplierState, reason: string): Promise<number> {
    return db().run('update suppliers set state = $3, state_reason = $4 where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
      to,
      reason,
    ])
  }
  /** Writes down until when all accepted licences of a supplier hold. */
  keepListing(id: string): Promise<number> {
    return db().run(
      `update suppliers set listing_until = (select min(l.expires_on) from supplier_licences l where l.tenant_id = $1 and l.supplier_id = $2 and l.state = 'accepted') where tenant_id = $1 and id = $2`,
      [tenantId(), id],
    )
  }
  /** Below how many buyers a report tells nothing. */
  async crowd(): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select supplier_crowd as n from tenant_settings where tenant_id = $1',
      [tenantId()],
    )
    return row!.n
  }
  setCrowd(crowd: number): Promise<number> {
    return db().run('update tenant_settings set supplier_crowd = $2, updated_at = $3 where tenant_id = $1', [
      tenantId(),
      crowd,
      clock.now(),
    ])
  }
}
