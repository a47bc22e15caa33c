import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'

export interface MemberRow {
  id: string
  name: string
  phone: string | null
  avatar_url: string | null
  wechat_open_id: string | null
  wechat_union_id: string | null
  created_at: string
}
const COLUMNS = 'id, name, phone, avatar_url, wechat_open_id, wechat_union_id, created_at'

@Injectable()
export class MembersRepo {
  byId(id: string): Promise<MemberRow | undefined> {
    return db().one<MemberRow>(`select ${COLUMNS} from members where tenant_id = $1 and id = $2`, [
      tenantId(),
      id,
    ])
  }
  /** The member, locked until the transaction ends: nothing of theirs comes or goes meanwhile. */
  lock(id: string): Promise<MemberRow | undefined> {
    return db().one<MemberRow>(`select ${COLUMNS} from members where tenant_id = $1 and id = $2 for update`, [
      tenantId(),
      id,
    ])
  }
  byPhone(phone: string): Promise<MemberRow | undefined> {
    return db().one<MemberRow>(`select ${COLUMNS} from members where tenant_id = $1 and phone = $2`, [
      tenantId(),
      phone,
    ])
  }
  byOpenId(openId: string): Promise<MemberRow | undefined> {
    return db().one<MemberRow>(
      `select ${COLUMNS} from members where tenant_id = $1 and wechat_open_id = $2`,
      [tenantId(), openId],
    )
  }
  /** Makes the member of a phone number, unless somebody was faster. */
  addByPhone(phone: string): Promise<number> {
    return db().run(
      'insert into members (tenant_id, id, phone, created_at, updated_at) values ($1, $2, $3, $4, $4) on conflict (tenant_id, phone) where phone is not null do nothing',
      [tenantId(), newId(), phone, clock.now()],
    )
  }
  /** Makes the member of a WeChat open id, unless somebody was faster. */
  addByOpenId(openId: string, unionId: string | null): Promise<number> {
    return db().run(
      'insert into members (tenant_id, id, wechat_open_id, wechat_union_id, created_at, updated_at) values ($1, $2, $3, $4, $5, $5) on conflict (tenant_id, wechat_open_id) where wechat_open_id is not null do nothing',
      [tenantId(), newId(), openId, unionId, clock.now()],
    )
  }
  rename(id: string, name: string): Promise<number> {
    return db().run('update members set name = $3, updated_at = $4 where tenant_id = $1 and id = $2', [
      tenantId(),
      id,
      name,
      clock.now(),
    ])
  }
  /** Gives a member a phone unless another has it; answers whether it took. */
  async bindPhone(id: string, phone: string): Promise<boolean> {
    return (
      (await db().run(
        'update members set phone = $3, updated_at = $4 where tenant_id = $1 and id = $2 and not exists (select from members o where o.tenant_id = $1 and o.phone = $3 and o.id <> $2)',
        [tenantId(), id, phone, clock.now()],
      )) > 0
    )
  }
  /** True while the session is live: for the principal of a token. */
  async lives(id: string, sessionId: string): Promise<boolean> {
    return (
      (await db().one(
        "select 1 from sessions s join members m on m.tenant_id = $1 and m.id = s.subject_id where s.tenant_id = $1 and s.id = $3 and s.kind = 'shopper' and s.subject_id = $2 and s.revoked_at is null",
        [tenantId(), id, sessionId],
      )) !== undefined
    )
  }
  /** Keeps a new code unless one was sent within the minute or ten today. Answers the wait in seconds, 0 when kept. */
  async keepCode(phone: string, codeHash: string): Promise<number> {
    const now = clock.now()
    const kept = await db().run(
      `insert into sms_codes as c (tenant_id, phone, code_hash, expires_at, sent_at, day) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, phone) do update set code_hash = $3, expires_at = $4, tries = 0, sent_at = $5, day = $6, sent_today = case when c.day = $6 then c.sent_today + 1 else 1 end
       where c.sent_at <= $5::timestamptz - interval '60 seconds' and (c.day <> $6 or c.sent_today < 10)`,
      [tenantId(), phone, codeHash, new Date(now.getTime() + 300_000), now, now.toISOString().slice(0, 10)],
    )
    if (kept) return 0
    const row = await db().one<{ sent_at: string; sent_today: number }>(
      'select sent_at, sent_today from sms_codes where tenant_id = $1 and phone = $2',
      [tenantId(), phone],
    )
    const wait = Math.ceil((new Date(row!.sent_at).getTime() + 60_000 - now.getTime()) / 1000)
    return wait > 0 ? wait : 3600
  }
  /** Uses a code up; true when it was right, live and not tried too often. A wrong one counts. */
  async useCode(phone: string, codeHash: string): Promise<boolean> {
    const used = await db().run(
      'delete from sms_codes where tenant_id = $1 and phone = $2 and code_hash = $3 and expires_at > $4 and tries < 5',
      [tenantId(), phone, codeHash, clock.now()],
    )
    if (!used)
      await db().run(
        'update sms_codes set tries = least(tries + 1, 100) where tenant_id = $1 and phone = $2',
        [tenantId(), phone],
      )
    return used > 0
  }
  dropCode(phone: string): Promise<number> {
    return db().run('delete from sms_codes where tenant_id = $1 and phone = $2', [tenantId(), phone])
  }

  /** Deletes at most `limit` codes that expired before an instant; answers how many. */
  deleteCodes(expiredBefore: Date, limit: number): Promise<number> {
    return db().run(
      `delete from sms_codes where tenant_id = $1 and phone in
         (select phone from sms_codes where tenant_id = $1 and expires_at < $2 order by expires_at limit $3 for update skip locked)`,
      [tenantId(), expiredBefore, limit],
    )
  }
}
