import { Injectable } from '@nestjs/common'
import type { ChangeState, ListChanges, ProductChange, WholeChange } from '@storeweave/contract'
import type { ProductContent } from '@storeweave/rules/catalog'
import { unitsWithin } from '../kernel/access.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keysOf } from '../kernel/page.js'
import { actor } from '../kernel/scope.js'
import { pictureOf } from './picture.js'
import { shownTo } from './products.repo.js'

export interface ChangeRow {
  id: string
  product_id: string
  name_zh: string
  name_en: string
  product_state: ProductChange['productState']
  media_id: string | null
  version: number
  base_version: number
  state: ChangeState
  note: string
  person_id: string | null
  person_name: string
  made_at: string
  decided_by_name: string
  decision_note: string
  decided_at: string | null
}
/** A change with the product as it was and as it would be. */
export interface WholeRow extends ChangeRow {
  before: ProductContent
  body: ProductContent
}

const COLUMNS = `c.id, c.product_id, p.name_zh, p.name_en, p.state as product_state, p.media_ids[1] as media_id, p.version, c.base_version, c.state, c.note,
  c.person_id, c.person_name, c.made_at, c.decided_by_name, c.decision_note, c.decided_at`

@Injectable()
export class ChangesRepo {
  /** A page of changes, newest first. */
  page(q: ListChanges): Promise<ChangeRow[]> {
    const after = keysOf(q.cursor, 'instant', 'id')
    return db().many<ChangeRow>(
      `select ${COLUMNS} from product_changes c join products p on p.tenant_id = $1 and p.id = c.product_id
        where c.tenant_id = $1 and ($3::text is null or c.state = $3) and ($4::uuid is null or c.product_id = $4) and ${shownTo('$7')}
          and ($5::timestamptz is null or (c.made_at, c.id) < ($5, $6::uuid)) order by c.made_at desc, c.id desc limit $2`,
      [
        tenantId(),
        q.limit + 1,
        q.state ?? null,
        q.productId ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        unitsWithin('Product:read'),
      ],
    )
  }

  /** A change whole; locked, nobody else decides it until the running transaction ends. */
  one(id: string, lock = false): Promise<WholeRow | undefined> {
    return db().one<WholeRow>(
      `select ${COLUMNS}, c.body, v.body as before from product_changes c join products p on p.tenant_id = $1 and p.id = c.product_id
         join product_versions v on v.tenant_id = $1 and v.product_id = c.product_id and v.version = c.base_version
        where c.tenant_id = $1 and c.id = $2 and ${shownTo('$3')} ${lock ? 'for no key update of c' : ''}`,
      [tenantId(), id, unitsWithin('Product:read')],
    )
  }

  /** Keeps what somebody proposes; 0 when the id is there already. */
  insert(c: {
    id: string
    productId: string
    version: number
    body: ProductContent
    note: string
  }): Promise<number> {
    const by = actor()
    return db().run(
      `insert into product_changes (tenant_id, id, product_id, base_version, body, note, person_id, person_name, made_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (tenant_id, id) do nothing`,
      [tenantId(), c.id, c.productId, c.version, JSON.stringify(c.body), c.note, by.id, by.name, clock.now()],
    )
  }

  /** Ends an open change; 0 when somebody has. */
  end(id: string, state: ChangeState, note: string): Promise<number> {
    const by = actor()
    return db().run(
      `update product_changes set state = $3, decision_note = $4, decided_by_id = $5, decided_by_name = $6, decided_at = $7 where tenant_id = $1 and id = $2 and state = 'open'`,
      [tenantId(), id, state, note, by.id, by.name, clock.now()],
    )
  }

  /** What was said about a change, oldest first. */
  async comments(id: string): Promise<WholeChange['comments']> {
    return db().many(
      'select id, words, person_name as by, at from change_comments where tenant_id = $1 and change_id = $2 order by at, id limit 500',
      [tenantId(), id],
    )
  }

  /** Says something about a change; 0 when it was said under this id already. */
  comment(changeId: string, id: string, words: string): Promise<number> {
    const by = actor()
    return db().run(
      `insert into change_comments (tenant_id, id, change_id, words, person_id, person_name, at) values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant_id, id) do nothing`,
      [tenantId(), id, changeId, words, by.id, by.name, clock.now()],
    )
  }
}

/** The wire shape of a change. */
export const changeOf = (r: ChangeRow): ProductChange => ({
  id: r.id,
  productId: r.product_id,
  productName: { zh: r.name_zh, en: r.name_en },
  productState: r.product_state,
  picture: pictureOf(r.media_id, r.name_zh),
  state: r.state,
  note: r.note,
  by: r.person_name,
  madeAt: r.made_at,
  decidedBy: r.decided_by_name,
  decidedAt: r.decided_at,
  decisionNote: r.decision_note,
  mine: r.person_id !== null && r.person_id === actor().id,
})
