import { isDeepStrictEqual } from 'node:util'
import { Injectable } from '@nestjs/common'
import type {
  BulkEdit,
  BulkEditRow,
  BulkEditState,
  CreateBulkEdit,
  ListBulkEditRows,
  ListBulkEdits,
  ProductEdit,
} from '@storeweave/contract'
import { BulkProductService, TagService, unknownReference } from '../catalog/index.js'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { enqueue } from '../kernel/jobs.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { scope } from '../kernel/scope.js'
import { TenancyService } from '../tenancy/index.js'
import { editOf, editedOf, type EditWords } from './edit-shape.js'
import { EditsRepo, NOBODY, type EditRow } from './edits.repo.js'

/** Changes of a tenant that may be under way at the same time. */
const UNDER_WAY_MAX = 3

/** Asks the worker to go on with a change, once the running transaction is committed. */
export const askForEditing = (editId: string, at: Date | null = null): Promise<void> =>
  enqueue('work_edit', { editId }, `edit:${editId}`, at)

/** One change to many products, as people ask for it, look it through, let it run and undo it. */
@Injectable()
export class EditsService {
  constructor(
    private readonly edits: EditsRepo,
    private readonly products: BulkProductService,
    private readonly tags: TagService,
    private readonly tenancy: TenancyService,
  ) {}

  /**
   * Keeps a change and has every product it means looked at; the same id again answers what became of it. Throws
   * `sheets.edits_busy`, `request.invalid` for a category or tag that isn't there, and `access.denied` to who may not
   * make such changes.
   */
  async create(asked: CreateBulkEdit): Promise<BulkEdit> {
    const by = person(asked.edit)
    const words = await this.words()
    if (asked.edit.categoryId && !words.categories.has(asked.edit.categoryId))
      throw unknownReference('edit.categoryId')
    const tag = asked.edit.addTagId ?? asked.edit.removeTagId
    if (tag && !words.tags.has(tag)) throw unknownReference('edit.addTagId')
    return transaction(async () => {
      const there = await this.edits.one(asked.id)
      if (there) return again(there, asked, words)
      await this.checkTurn()
      if (await this.edits.insert(asked, by)) {
        record({ subject: 'Product', id: asked.id, after: { edit: asked.edit, which: asked.which } })
        await askForEditing(asked.id)
      }
      return again(found(await this.edits.one(asked.id)), asked, words)
    })
  }

  /** Changes, newest first. */
  async list(query: ListBulkEdits): Promise<{ items: BulkEdit[]; nextCursor: string | null }> {
    const words = await this.words()
    const rows = await reading(() => this.edits.list(query.limit + 1, query.cursor))
    return pageOf(
      rows,
      query.limit,
      (r) => [r.created_at, r.id],
      (r) => editOf(r, words),
    )
  }

  async one(id: string): Promise<BulkEdit> {
    const row = found(await reading(() => this.edits.one(id)))
    return editOf(row, await this.words())
  }

  /** What becomes of each product, in the order of their ids. */
  async rows(
    id: string,
    { outcome, limit, cursor }: ListBulkEditRows,
  ): Promise<{ items: BulkEditRow[]; nextCursor: string | null }> {
    const words = await this.words()
    return reading(async () => {
      found(await this.edits.one(id))
      const after = keysOf(cursor, 'id')
      const rows = await this.edits.rows(id, outcome, after ? String(after[0]) : NOBODY, limit + 1)
      return pageOf(
        rows,
        limit,
        (r) => [r.product_id],
        (r) => editedOf(r, words),
      )
    })
  }

  /** Writes what was looked at, in the rights of who asks. Throws `sheets.state_wrong`, `sheets.edits_busy`, `sheets.edit_forgotten`. */
  run(id: string): Promise<BulkEdit> {
    return this.moved(id, 'ready', 'running')
  }

  /** Puts back what nobody has changed since. Throws `sheets.state_wrong`, `sheets.edits_busy`, `sheets.edit_forgotten`. */
  undo(id: string): Promise<BulkEdit> {
    return this.moved(id, 'done', 'undoing')
  }

  private async moved(id: string, from: BulkEditState, to: 'running' | 'undoing'): Promise<BulkEdit> {
    const words = await this.words()
    return transaction(async () => {
      const before = found(await this.edits.lock(id))
      const by = person(before.edit)
      if (before.state === to) return editOf(before, words)
      await this.checkTurn()
      if (!before.rows_kept) throw new Fault('sheets.edit_forgotten')
      if (!(await this.edits.begin(id, from, to, by))) throw new Fault('sheets.state_wrong')
      await askForEditing(id)
      record({ subject: 'Product', id, before: { state: before.state }, after: { state: to } })
      return editOf(found(await this.edits.one(id)), words)
    })
  }

  private async checkTurn(): Promise<void> {
    if ((await this.edits.underWay()) >= UNDER_WAY_MAX)
      throw new Fault('sheets.edits_busy', { most: UNDER_WAY_MAX })
  }

  private async words(): Promise<EditWords> {
    const { categories } = await this.products.named()
    const en = scope().locale === 'en'
    const said = (zh: string, other: string) => (en && other) || zh
    return {
      currency: (await this.tenancy.settings()).currency,
      categories: new Map(categories.map((c) => [c.id, said(c.nameZh, c.nameEn)])),
      tags: new Map((await this.tags.all()).map((t) => [t.id, said(t.name.zh, t.name.en)])),
    }
  }
}

function again(kept: EditRow, asked: CreateBulkEdit, words: EditWords): BulkEdit {
  if (!isDeepStrictEqual([kept.edit, kept.which], [asked.edit, asked.which]))
    throw new Fault('request.key_reused')
  return editOf(kept, words)
}

/** Who asks, as somebody whose rights can be looked up later: a member of the brand's staff who may change prices where the change is one. */
function person(edit: ProductEdit): { id: string; name: string; sessionId: string } {
  const { who } = scope()
  if (who.kind !== 'staff') throw new Fault('access.denied')
  if (edit.price) mustReach('update', 'ListPrice', {})
  return who
}
