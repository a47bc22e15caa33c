import { Injectable } from '@nestjs/common'
import type { PrivacyNotice, PublishNotice } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

@Injectable()
export class NoticesRepo {
  /** The newest notice the brand wrote. */
  async newest(): Promise<PrivacyNotice | undefined> {
    const row = await db().one<{
      version: number
      text_zh: string
      text_en: string
      purposes: PrivacyNotice['purposes']
      published_at: string
    }>(
      'select version, text_zh, text_en, purposes, published_at from privacy_notices where tenant_id = $1 order by version desc limit 1',
      [tenantId()],
    )
    return (
      row && {
        version: row.version,
        text: { zh: row.text_zh, en: row.text_en },
        purposes: row.purposes,
        publishedAt: row.published_at,
      }
    )
  }
  async version(): Promise<number> {
    const row = await db().one<{ version: number }>(
      'select coalesce(max(version), 1) as version from privacy_notices where tenant_id = $1',
      [tenantId()],
    )
    return row!.version
  }
  /** Adds a version; answers false when there is one of that number. */
  async add(version: number, { text, purposes }: PublishNotice, by: string | null): Promise<boolean> {
    const added = await db().run(
      'insert into privacy_notices (tenant_id, version, text_zh, text_en, purposes, published_by, published_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing',
      [tenantId(), version, text.zh, text.en, JSON.stringify(purposes), by, clock.now()],
    )
    return added > 0
  }
  /** The brand's own versions, newest first. */
  versions(): Promise<{ version: number; published_at: string; by: string | null }[]> {
    return db().many(
      'select n.version, n.published_at, p.name as by from privacy_notices n left join people p on p.tenant_id = $1 and p.id = n.published_by where n.tenant_id = $1 order by n.version desc limit 200',
      [tenantId()],
    )
  }
  /** How many members agreed to each version last. */
  agreed(): Promise<{ version: number; n: number }[]> {
    return db().many(
      `select c.version, count(*) as n from members m
         join lateral (select version, given from member_consents c where c.tenant_id = $1 and c.member_id = m.id and c.purpose = 'service' order by c.id desc limit 1) c on c.given
        where m.tenant_id = $1 group by c.version`,
      [tenantId()],
    )
  }
}
