import { Injectable } from '@nestjs/common'
import type {
  CommentChange,
  ListChanges,
  MoveChange,
  ProductChanges,
  ProposeChange,
  WholeChange,
} from '@storeweave/contract'
import { contentOf, differencesOf, nextChangeState } from '@storeweave/rules/catalog'
import type { z } from 'zod'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { pageOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'
import { BundleService } from './bundles.service.js'
import { changeOf, ChangesRepo, type WholeRow } from './changes.repo.js'
import { checkFields, ProductService } from './products.service.js'
import { NOBODY, VersionsRepo } from './versions.repo.js'
import { shownDifferences } from './versions.service.js'

/** What people who may not publish would make of goods on sale, and what becomes of it. */
@Injectable()
export class ChangeService {
  constructor(
    private readonly changes: ChangesRepo,
    private readonly versions: VersionsRepo,
    private readonly products: ProductService,
    private readonly bundles: BundleService,
  ) {}

  page(query: ListChanges): Promise<z.infer<typeof ProductChanges>> {
    return transaction(async () =>
      pageOf(await this.changes.page(query), query.limit, (r) => [r.made_at, r.id], changeOf),
    )
  }

  /** A change with what differs and what was said. Throws `access.not_found`. */
  one(id: string): Promise<WholeChange> {
    return transaction(async () => this.whole(found(await this.changes.one(id))))
  }

  /**
   * Sends a change in, checked in itself; what hangs on others (a code that is taken, say) shows when it is applied. The
   * same id again answers the one that is there. Throws `catalog.change_unneeded`, `catalog.version_stale` and
   * `catalog.change_empty`.
   */
  propose(productId: string, { id, version, note, ...fields }: ProposeChange): Promise<WholeChange> {
    checkFields(fields)
    return transaction(async () => {
      const product = found(await this.products.one(productId))
      const known = await this.changes.one(id)
      if (known) {
        if (known.product_id !== productId) throw new Fault('request.key_reused')
        return this.whole(known)
      }
      if (product.state !== 'published') throw new Fault('catalog.change_unneeded')
      if (product.version !== version) throw new Fault('catalog.version_stale', { version: product.version })
      await this.products.checkReferences(fields)
      const body = {
        ...fields,
        values: fields.values ?? product.values,
        cloudOnly: fields.cloudOnly ?? product.cloudOnly,
      }
      if (!differencesOf(contentOf(product), body).length) throw new Fault('catalog.change_empty')
      await this.versions.keep(product, NOBODY)
      if (!(await this.changes.insert({ id, productId, version, body, note })))
        throw new Fault('request.key_reused')
      record({ subject: 'Product', id: productId, name: product.name.zh, after: { change: id }, note })
      return this.whole(found(await this.changes.one(id)))
    })
  }

  /**
   * Applies, refuses or withdraws a change. Who applies or refuses may publish; who made it withdraws it. Throws
   * `catalog.change_decided`, `catalog.change_stale` when the product has changed since, and whatever an edit may refuse with.
   */
  move(id: string, { move, decisionNote: note }: MoveChange): Promise<WholeChange> {
    return transaction(async () => {
      const change = found(await this.changes.one(id, true))
      if (move !== 'withdraw' || change.person_id !== actor().id) mustReach('publish', 'Product', {})
      const to = nextChangeState(change.state, move)
      if (!to) throw new Fault('catalog.change_decided', { state: change.state })
      if (move === 'apply') await this.apply(change)
      if (!(await this.changes.end(id, to, note))) throw new Fault('catalog.change_decided')
      record({
        subject: 'Product',
        id: change.product_id,
        name: change.name_zh,
        before: { change: change.state },
        after: { change: to },
        note,
      })
      return this.whole(found(await this.changes.one(id)))
    })
  }

  /** Says something about a change. Throws `access.not_found`. */
  comment(id: string, { id: commentId, words }: CommentChange): Promise<WholeChange> {
    return transaction(async () => {
      const change = found(await this.changes.one(id))
      if (await this.changes.comment(id, commentId, words))
        record({ subject: 'Product', id: change.product_id, name: change.name_zh, note: words })
      return this.whole(change)
    })
  }

  private async apply({ product_id, version, base_version, body, person_id, person_name }: WholeRow) {
    if (version !== base_version) throw new Fault('catalog.change_stale')
    await this.products.update(
      product_id,
      { ...body, version: base_version },
      { id: person_id, name: person_name },
    )
  }

  private async whole(r: WholeRow): Promise<WholeChange> {
    return {
      ...changeOf(r),
      stale: r.state === 'open' && r.version !== r.base_version,
      differences: await this.bundles.named(shownDifferences(r.before, r.body)),
      comments: await this.changes.comments(r.id),
    }
  }
}
