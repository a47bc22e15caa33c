import { Injectable } from '@nestjs/common'
import type { ListThreads, MessageAbout, MessageSide } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'

export interface MessageRow {
  id: string
  supplier_id: string
  number: number
  side: MessageSide
  words: string
  about_kind: MessageAbout['kind'] | null
  about_id: string | null
  about_name: string
  by_id: string
  by_name: string
  at: string
  files: { id: string; kind: 'picture' | 'document'; name: string; bytes: number }[]
}
export interface ThreadRow {
  supplier_id: string
  supplier_zh: string
  supplier_en: string
  last_number: number
  last_at: string
  brand_read: number
  supplier_read: number
  brand_unread: number
  supplier_unread: number
  last_words: string
}
const MESSAGE = `m.id, m.supplier_id, m.number, m.side, m.words, m.about_kind, m.about_id, m.about_name, m.by_id, m.by_name, m.at,
    (select coalesce(json_agg(json_build_object('id', f.id, 'kind', f.kind, 'name', f.name, 'bytes', f.bytes) order by f.position), '[]') from supplier_files f where f.tenant_id = $1 and f.message_id = m.id) as files`
const THREAD = `h.supplier_id, s.name_zh as supplier_zh, s.name_en as supplier_en, h.last_number, h.last_at, h.brand_read, h.supplier_read, h.brand_unread, h.supplier_unread,
    (select m.words from supplier_messages m where m.tenant_id = $1 and m.supplier_id = h.supplier_id and m.number = h.last_number) as last_words
  from supplier_threads h join suppliers s on s.tenant_id = $1 and s.id = h.supplier_id where h.tenant_id = $1`
/** What each kind of thing is called, where it is this supplier's. */
const NAMES: Record<MessageAbout['kind'], string> = {
  product: 'select name_zh as name from products where tenant_id = $1 and id = $2 and supplier_id = $3',
  order:
    'select o.number as name from orders o join stores s on s.tenant_id = $1 and s.id = o.store_id and s.supplier_id = $3 where o.tenant_id = $1 and o.id = $2 and o.paid_at is not null',
  statement:
    'select number as name from supplier_statements where tenant_id = $1 and id = $2 and supplier_id = $3',
}

/** What HQ and suppliers write to each other. */
@Injectable()
export class MessagesRepo {
  /** A thread, begun where there is none, held until the transaction ends. */
  async lock(supplierId: string): Promise<ThreadRow> {
    await db().run(
      'insert into supplier_threads (tenant_id, supplier_id, last_at) values ($1, $2, $3) on conflict do nothing',
      [tenantId(), supplierId, clock.now()],
    )
    await db().one(
      'select 1 from supplier_threads where tenant_id = $1 and supplier_id = $2 for no key update',
      [tenantId(), supplierId],
    )
    return (await this.thread(supplierId))!
  }
  thread(supplierId: string): Promise<ThreadRow | undefined> {
    return db().one<ThreadRow>(`select ${THREAD} and h.supplier_id = $2`, [tenantId(), supplierId])
  }
  /** Threads in which something was said, the last one first. */
  threads({ unread, limit, cursor }: ListThreads): Promise<ThreadRow[]> {
    const after = keysOf(cursor, 'instant', 'id')
    return db().many<ThreadRow>(
      `select ${THREAD} ${unread ? 'and h.brand_unread > 0' : 'and h.last_number > 0'}
          and ($2::timestamptz is null or (h.last_at, h.supplier_id) < ($2, $3::uuid)) order by h.last_at desc, h.supplier_id desc limit $4`,
      [tenantId(), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
  }

  /** How many threads HQ has not read to their end. */
  async unreadThreads(): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) as n from supplier_threads where tenant_id = $1 and brand_unread > 0',
      [tenantId()],
    )
    return row!.n
  }

  one(id: string): Promise<MessageRow | undefined> {
    return db().one<MessageRow>(
      `select ${MESSAGE} from supplier_messages m where m.tenant_id = $1 and m.id = $2`,
      [tenantId(), id],
    )
  }
  /** A thread's messages, the newest first. */
  page(supplierId: string, before: number | null, limit: number): Promise<MessageRow[]> {
    return db().many<MessageRow>(
      `select ${MESSAGE} from supplier_messages m where m.tenant_id = $1 and m.supplier_id = $2 and ($3::bigint is null or m.number < $3) order by m.number desc limit $4`,
      [tenantId(), supplierId, before, limit],
    )
  }
  insert(
    m: Omit<MessageRow, 'at' | 'files' | 'about_kind' | 'about_id' | 'about_name'> & {
      about: (MessageAbout & { name: string }) | null
    },
  ): Promise<number> {
    return db().run(
      `insert into supplier_messages (tenant_id, id, supplier_id, number, side, words, about_kind, about_id, about_name, by_id, by_name, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (tenant_id, id) do nothing`,
      [
        ...[tenantId(), m.id, m.supplier_id, m.number, m.side, m.words],
        ...[m.about?.kind ?? null, m.about?.id ?? null, m.about?.name ?? ''],
        ...[m.by_id, m.by_name, clock.now()],
      ],
    )
  }
  /** Notes what was just said in a locked thread: the other side has it to read, and who writes has read all before. */
  said(supplierId: string, side: MessageSide): Promise<number> {
    const other = side === 'brand' ? 'supplier' : 'brand'
    return db().run(
      `update supplier_threads set last_number = last_number + 1, last_at = $3, ${other}_unread = ${other}_unread + 1, ${side}_read = last_number + 1, ${side}_unread = 0
        where tenant_id = $1 and supplier_id = $2`,
      [tenantId(), supplierId, clock.now()],
    )
  }
  /** Notes in a locked thread how far a side has read; it never goes back. */
  read(supplierId: string, side: MessageSide, to: number): Promise<number> {
    const other = side === 'brand' ? 'supplier' : 'brand'
    return db().run(
      `update supplier_threads h set ${side}_read = $3, ${side}_unread = (select count(*) from supplier_messages m where m.tenant_id = $1 and m.supplier_id = $2 and m.number > $3 and m.side = '${other}')
        where h.tenant_id = $1 and h.supplier_id = $2 and h.${side}_read < $3`,
      [tenantId(), supplierId, to],
    )
  }
  /** What a thing of this supplier's is called; undefined where it isn't one. */
  async nameOf({ kind, id }: MessageAbout, supplierId: string): Promise<string | undefined> {
    const row = await db().one<{ name: string }>(NAMES[kind], [tenantId(), id, supplierId])
    return row?.name
  }
}
