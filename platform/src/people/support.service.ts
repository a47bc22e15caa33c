import { Injectable } from '@nestjs/common'
import type { GrantSupport, ListSupportGrants, SupportGrant, SupportGrantPage } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { staffWho } from './account.service.js'
import { SupportRepo, type SupportGrantRow, type VisitRow } from './support.repo.js'

/** A tenant lets the platform's staff in for some hours, sees who came, and ends it whenever it likes. */
@Injectable()
export class SupportService {
  constructor(private readonly support: SupportRepo) {}

  /** A page of grants, the newest first, each with who came in under it. */
  list(q: ListSupportGrants): Promise<SupportGrantPage> {
    const after = keysOf(q.cursor, 'instant', 'id')
    return transaction(async () => {
      const rows = await this.support.list(q.limit, after)
      const visits = rows.length ? await this.support.visits(rows.map((r) => r.id)) : []
      return pageOf(
        rows,
        q.limit,
        (r) => [r.created_at, r.id],
        (r) => toGrant(r, visits),
      )
    })
  }

  /** Gives a grant; the same again is no second one. Throws `support.stands_already` while another stands. */
  create(body: GrantSupport): Promise<SupportGrant> {
    const { id: by } = staffWho()
    return transaction(async () => {
      await this.support.lock()
      const standing = await this.support.standing()
      if (standing && standing.id !== body.id) throw new Fault('support.stands_already')
      const isNew = await this.support.insert(body, by)
      const grant = toGrant(found(await this.support.byId(body.id)), await this.support.visits([body.id]))
      const { id, access, reason, expiresAt } = grant
      if (isNew) record({ subject: 'SupportGrant', id, name: reason, after: { access, reason, expiresAt } })
      return grant
    })
  }

  /** Ends a grant: whoever is in by it is out within 5 s. Again changes nothing. */
  async end(id: string): Promise<void> {
    await transaction(async () => {
      const grant = toGrant(found(await this.support.byId(id)), [])
      if (await this.support.end(id))
        record({
          subject: 'SupportGrant',
          id,
          name: grant.reason,
          before: { state: 'standing' },
          after: { state: 'ended' },
        })
    })
    forgetPrincipals()
  }
}

const toGrant = (r: SupportGrantRow, visits: readonly VisitRow[]): SupportGrant => ({
  id: r.id,
  access: r.access,
  reason: r.reason,
  state: r.ended_at ? 'ended' : new Date(r.expires_at) <= clock.now() ? 'over' : 'standing',
  grantedBy: { id: r.granted_by, name: r.granter },
  createdAt: r.created_at,
  expiresAt: r.expires_at,
  endedAt: r.ended_at,
  visits: visits
    .filter((v) => v.grant_id === r.id)
    .map((v) => ({ operatorId: v.operator_id, name: v.operator_name, at: v.at })),
})
