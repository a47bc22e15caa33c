import { Injectable } from '@nestjs/common'
import { EDIT_MAX, type BulkEditOutcome, type ErrorCode } from '@storeweave/contract'
import { sameValue, valueOf } from '@storeweave/rules/catalog'
import { ProductEditService, type EditableProduct, type LookedAt } from '../catalog/index.js'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { log } from '../kernel/log.js'
import { TenancyService } from '../tenancy/index.js'
import { EditsRepo, type EditCounts, type EditedProduct, type EditRow } from './edits.repo.js'
import { InRights } from './in-rights.js'

/** Products that are looked at or written in one transaction. */
const CHUNK = 500
/** After so long a stretch others have their turn. */
const STRETCH_MS = 4_000
/** So often in a row work may break off before it is given up. */
const TRIES_MAX = 6
const UNDER_WAY = ['checking', 'running', 'undoing']

/** Goes on with changes of many products, in chunks, each with its place: a killed worker loses nothing. */
@Injectable()
export class EditWorkService {
  constructor(
    private readonly edits: EditsRepo,
    private readonly products: ProductEditService,
    private readonly rights: InRights,
    private readonly tenancy: TenancyService,
  ) {}

  /** Works on a change for a stretch; answers whether there is more to do. */
  async stretch(id: string): Promise<boolean> {
    try {
      return await this.goOn(id)
    } catch (error) {
      if (error instanceof Fault) return this.giveUp(id, error.code)
      if ((await transaction(() => this.edits.brokeOff(id))) < TRIES_MAX) throw error
      log().error(
        { err: (error as Error).message, stack: (error as Error).stack, editId: id },
        'edit given up',
      )
      return this.giveUp(id, 'sheets.broken')
    }
  }

  private async giveUp(id: string, code: ErrorCode): Promise<false> {
    await transaction(() => this.edits.end(id, 'stopped', code))
    return false
  }

  private async goOn(id: string): Promise<boolean> {
    const found = await reading(() => this.edits.one(id))
    if (!found || !UNDER_WAY.includes(found.state)) return false
    for (const end = performance.now() + STRETCH_MS; performance.now() < end;) {
      const more = await this.rights.of(
        found,
        (ability) => ability.can('update', 'Product'),
        () => transaction(() => this.step(id)),
      )
      if (more === 'gone') return this.giveUp(id, 'sheets.rights_gone')
      if (!more) return false
    }
    return true
  }

  private async step(id: string): Promise<boolean> {
    const at = await this.edits.lock(id)
    const { currency } = await this.tenancy.settings()
    if (at?.state === 'checking') return this.check(at, currency)
    if (at?.state === 'running') return this.write(at, currency)
    return at?.state === 'undoing' ? this.putBack(at, currency) : false
  }

  /** Looks at the next products that are meant; when there are no more, it stands ready. */
  private async check(at: EditRow, currency: string): Promise<boolean> {
    const products = await this.products.page(at.which, at.next_id, CHUNK)
    const looked = await this.products.lookAt(products, at.edit, currency)
    const differing = looked.filter((l) => l.refusal || !sameValue(l.before, l.after))
    const refused = differing.filter((l) => l.refusal).length
    await this.edits.keep(
      at.id,
      differing.map((l) => rowOf(l, 'planned')),
    )
    if (at.matched + products.length > EDIT_MAX)
      throw new Fault('sheets.too_many_products', { most: EDIT_MAX })
    return this.advance(
      at,
      products.map((p) => p.id),
      products.length < CHUNK,
      'ready',
      {
        matched: products.length,
        planned: differing.length - refused,
        refused,
        same: products.length - differing.length,
      },
    )
  }

  /** Looks anew at the next of those that were to change, and writes them. */
  private async write(at: EditRow, currency: string): Promise<boolean> {
    const planned = await this.edits.rows(at.id, 'planned', at.next_id, CHUNK)
    const products = await this.products.lock(planned.map((p) => p.product_id))
    const looked = await this.products.lookAt(products, at.edit, currency)
    const same = looked.filter((l) => !l.refusal && sameValue(l.before, l.after))
    const refused = looked.filter((l) => l.refusal)
    const made = looked.filter((l) => !l.refusal && !same.includes(l))
    if (made.length) {
      await this.products.write(made, '')
      record({
        subject: 'Product',
        id: at.id,
        permission: 'Product:update',
        after: { ...at.edit, products: made.length },
      })
    }
    await this.edits.drop(
      at.id,
      same.map((l) => l.product.id),
    )
    await this.edits.keep(
      at.id,
      [...made, ...refused].map((l) => rowOf(l, 'made')),
    )
    return this.advance(
      at,
      planned.map((p) => p.product_id),
      planned.length < CHUNK,
      'done',
      {
        made: made.length,
        planned: -(same.length + refused.length),
        refused: refused.length,
        same: same.length,
      },
    )
  }

  /** Puts the next products back to what they were; those that were changed since stay as they are. */
  private async putBack(at: EditRow, currency: string): Promise<boolean> {
    const rows = await this.edits.rows(at.id, 'made', at.next_id, CHUNK)
    const products = await this.products.lock(rows.map((r) => r.product_id))
    const kept = new Map(rows.map((r) => [r.product_id, r]))
    const untouched = products.filter((p) => sameValue(nowOf(p, at), kept.get(p.id)!.after!))
    const looked = await this.products.lookBack(
      untouched.map((product) => ({
        product,
        before: kept.get(product.id)!.after!,
        after: kept.get(product.id)!.before!,
      })),
      currency,
    )
    const back = looked.filter((l) => !l.refusal)
    if (back.length) {
      await this.products.write(back, '')
      record({
        subject: 'Product',
        id: at.id,
        permission: 'Product:update',
        after: { undone: true, products: back.length },
      })
    }
    const since = products.filter((p) => !untouched.includes(p)).map((p) => p.id)
    const refusals = new Map(looked.flatMap((l) => (l.refusal ? [[l.product.id, l.refusal] as const] : [])))
    await this.edits.keep(
      at.id,
      rows.map((r) => undoneRow(r, since.includes(r.product_id) ? EDITED : refusals.get(r.product_id))),
    )
    return this.advance(
      at,
      rows.map((r) => r.product_id),
      rows.length < CHUNK,
      'undone',
      {
        restored: back.length,
        kept: rows.length - back.length,
      },
    )
  }

  private async advance(
    { id, next_id }: EditRow,
    ids: readonly string[],
    last: boolean,
    then: 'ready' | 'done' | 'undone',
    counts: EditCounts,
  ): Promise<boolean> {
    await this.edits.advance(id, ids.at(-1) ?? next_id, counts)
    if (last) await this.edits.end(id, then)
    return !last
  }
}

const EDITED = new Fault('sheets.edited_since')
/** What a product is now of what the edit is about. */
const nowOf = (product: EditableProduct, { edit }: EditRow) =>
  valueOf({ ...product, skus: product.skus.filter((s) => s.active) }, edit)

const rowOf = ({ product, before, after, refusal }: LookedAt, outcome: BulkEditOutcome): EditedProduct => ({
  product_id: product.id,
  name_zh: product.name.zh,
  name_en: product.name.en,
  outcome: refusal ? 'refused' : outcome,
  code: refusal?.code ?? null,
  args: refusal?.args ?? {},
  before,
  after: refusal ? null : after,
})
const undoneRow = (row: EditedProduct, refusal: Fault | undefined): EditedProduct => ({
  ...row,
  outcome: refusal ? 'kept' : 'restored',
  code: refusal?.code ?? null,
  args: refusal?.args ?? {},
})
