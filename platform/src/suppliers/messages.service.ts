import { Injectable } from '@nestjs/common'
import type {
  ListThreads,
  MessageSide,
  SupplierMessage,
  SupplierThread,
  ThreadStanding,
  WriteMessage,
} from '@storeweave/contract'
import { unknownReference } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'
import { SupplierFiles } from './files.service.js'
import { MessagesRepo, type MessageRow, type ThreadRow } from './messages.repo.js'
import { ownSupplier } from './own.js'
import { PartnersRepo } from './partners.repo.js'

type Page<T> = { items: T[]; nextCursor: string | null }
/** Which right a supplier's people need to speak of what. */
const NEEDS = { product: 'read', order: 'ship', statement: 'settle' } as const

/** What HQ and a supplier write to each other: one thread for each supplier. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly messages: MessagesRepo,
    private readonly partners: PartnersRepo,
    private readonly files: SupplierFiles,
  ) {}

  /** Threads in which something was said, the last one first. */
  threads(q: ListThreads): Promise<Page<SupplierThread>> {
    return transaction(async () =>
      pageOf(await this.messages.threads(q), q.limit, (r) => [r.last_at, r.supplier_id], threadOf),
    )
  }
  /** How a thread stands for a side. Throws `access.not_found`. */
  standing(supplierId: string, side: MessageSide): Promise<ThreadStanding> {
    return transaction(async () => {
      found(await this.partners.one(supplierId))
      return standingOf(await this.messages.thread(supplierId), side)
    })
  }
  /** A thread's messages, the newest first. Throws `access.not_found`. */
  page(
    supplierId: string,
    q: { limit: number; cursor?: string | undefined },
  ): Promise<Page<SupplierMessage>> {
    const before = keysOf(q.cursor, 'number')?.[0]
    return transaction(async () => {
      found(await this.partners.one(supplierId))
      const rows = await this.messages.page(
        supplierId,
        before === undefined ? null : Number(before),
        q.limit + 1,
      )
      return pageOf(
        rows,
        q.limit,
        (r) => [r.number],
        (r) => this.shown(r),
      )
    })
  }

  /**
   * Says something. The same again is one. Throws `access.not_found`, `request.invalid` for what it is about where that
   * is none of this supplier's, `access.denied` where one may not speak of it, `suppliers.file_unknown`, `request.key_reused`.
   */
  write(
    supplierId: string,
    side: MessageSide,
    { id, words, files, about }: WriteMessage,
  ): Promise<SupplierMessage> {
    if (about && side === 'supplier') ownSupplier(NEEDS[about.kind])
    return transaction(async () => {
      const supplier = found(await this.partners.one(supplierId))
      const thread = await this.messages.lock(supplierId)
      const there = await this.messages.one(id)
      if (there) {
        if (there.supplier_id !== supplierId || there.side !== side || there.words !== words)
          throw new Fault('request.key_reused')
        return this.shown(there)
      }
      const name = about && (await this.messages.nameOf(about, supplierId))
      if (about && !name) throw unknownReference('about.id')
      const number = thread.last_number + 1
      const by = actor()
      const named = about && { ...about, name: name! }
      const made = {
        id,
        supplier_id: supplierId,
        number,
        side,
        words,
        about: named,
        by_id: by.id!,
        by_name: by.name,
      }
      if (!(await this.messages.insert(made))) throw new Fault('request.key_reused')
      for (const [position, file] of files.entries())
        await this.files.useIn(file.id, id, supplierId, side, { name: file.name, position })
      await this.messages.said(supplierId, side)
      // the words stay in the thread: the log says that somebody wrote, not what
      record({
        subject: side === 'brand' ? 'Supplier' : 'Supply',
        id: supplierId,
        name: supplier.name_zh,
        after: { message: { number, about: about?.kind ?? null, files: files.length } },
      })
      await emit('suppliers.message_written', { supplierId, side })
      return this.shown(found(await this.messages.one(id)))
    })
  }
  /** Notes how far a side has read; it never goes back. */
  read(supplierId: string, side: MessageSide, to: number): Promise<ThreadStanding> {
    return transaction(async () => {
      found(await this.partners.one(supplierId))
      const thread = await this.messages.thread(supplierId)
      if (!thread || thread[`${side}_read`] >= Math.min(to, thread.last_number))
        return standingOf(thread, side)
      const locked = await this.messages.lock(supplierId)
      await this.messages.read(supplierId, side, Math.min(to, locked.last_number))
      return standingOf(await this.messages.thread(supplierId), side)
    })
  }

  private shown(r: MessageRow): SupplierMessage {
    return {
      id: r.id,
      number: r.number,
      side: r.side,
      by: r.by_name,
      mine: r.by_id === actor().id,
      words: r.words,
      about: r.about_kind && { kind: r.about_kind, id: r.about_id!, name: r.about_name },
      files: r.files.map((f) => ({
        name: f.name,
        kind: f.kind,
        url: this.files.addressOf(f, f.name),
        bytes: f.bytes,
      })),
      at: r.at,
    }
  }
}

const standingOf = (thread: ThreadRow | undefined, side: MessageSide): ThreadStanding => ({
  unread: thread?.[`${side}_unread`] ?? 0,
  readTo: thread?.[`${side}_read`] ?? 0,
  lastAt: thread?.last_number ? thread.last_at : null,
})
const threadOf = (r: ThreadRow): SupplierThread => ({
  supplierId: r.supplier_id,
  supplierName: { zh: r.supplier_zh, en: r.supplier_en },
  unread: r.brand_unread,
  lastAt: r.last_at,
  lastWords: r.last_words.slice(0, 120),
})
