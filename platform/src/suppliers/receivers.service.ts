import { Injectable } from '@nestjs/common'
import type { ProposeReceiver, ShareReceiver, ShareSettings } from '@storeweave/contract'
import { allowedFrom, next } from '@storeweave/rules/order'
import { receiverMoves } from '@storeweave/rules/suppliers'
import { found, mayReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { log } from '../kernel/log.js'
import { actor, scope } from '../kernel/scope.js'
import { sharingWords, WechatSharing } from '../payments/index.js'
import { ContractRepo } from './contract.repo.js'
import { ownSupplier } from './own.js'
import { ReceiversRepo, type ReceiverRow } from './receivers.repo.js'

type Receivers = { items: ShareReceiver[] }
const ADDED_A_ROUND = 50

/** Which account a supplier's share of an order goes to: the supplier gives it, or HQ writes it down; somebody else at HQ approves it. */
@Injectable()
export class ReceiversService {
  constructor(
    private readonly rows: ReceiversRepo,
    private readonly contracts: ContractRepo,
    private readonly provider: WechatSharing,
  ) {}

  of(supplierId: string): Promise<Receivers> {
    return reading(async () => {
      found(await this.contracts.supplier(supplierId))
      return this.list(supplierId)
    })
  }
  /** The asking supplier's own. */
  own(): Promise<Receivers> {
    return this.of(ownSupplier('settle'))
  }

  /**
   * Gives an account that waits for approval. Throws `sharing.receiver_waits`, `sharing.receiver_known`,
   * `sharing.own_account`; the same again changes nothing.
   */
  async propose(supplierId: string, asked: ProposeReceiver, bySupplier: boolean): Promise<Receivers> {
    if ((await this.provider.ownAccount()) === asked.account) throw new Fault('sharing.own_account')
    return transaction(async () => {
      const supplier = found(await this.contracts.lock(supplierId))
      const known = await this.rows.of(supplierId)
      if (known.some((r) => r.id === asked.id && r.account === asked.account && r.name === asked.name))
        return this.list(supplierId)
      if (known.some((r) => r.state === 'proposed' || r.state === 'adding'))
        throw new Fault('sharing.receiver_waits')
      if (known.some((r) => r.state === 'active' && r.account === asked.account))
        throw new Fault('sharing.receiver_known', { account: asked.account })
      const { id, account, name } = asked
      await this.rows.insert({ id, supplierId, account, name, bySupplier })
      record({
        subject: bySupplier ? 'Supply' : 'Payout',
        id,
        name: supplier.name_zh,
        after: { state: 'proposed', account },
      })
      return this.list(supplierId)
    })
  }
  proposeOwn(asked: ProposeReceiver): Promise<Receivers> {
    return this.propose(ownSupplier('settle'), asked, true)
  }

  /**
   * Approves what somebody else gave, and makes it known to the provider; where that gives no answer a job goes on.
   * Throws `sharing.own_proposal`, `sharing.move_illegal`.
   */
  async approve(id: string): Promise<ShareReceiver> {
    const approved = await this.move(id, 'approve', '', (r) => {
      if (r.proposed_by === actor().id) throw new Fault('sharing.own_proposal')
    })
    await this.add(approved)
    return reading(async () => shown(found(await this.rows.byId(id))))
  }
  /** Refuses what waits. */
  refuse(id: string, note: string): Promise<ShareReceiver> {
    return this.move(id, 'refuse', note).then(shown)
  }
  /** No order is shared with it from now on; what was shared stays. */
  end(id: string, note: string): Promise<ShareReceiver> {
    return this.move(id, 'end', note).then(shown)
  }

  settings(): Promise<ShareSettings> {
    return reading(async () => ({ maxRatio: await this.rows.ratio() }))
  }
  setSettings({ maxRatio }: ShareSettings): Promise<ShareSettings> {
    return transaction(async () => {
      const before = { maxRatio: await this.rows.ratio() }
      await this.rows.setRatio(maxRatio)
      record({ subject: 'Payout', id: null, name: '分账比例', before, after: { maxRatio } })
      return { maxRatio }
    })
  }

  /** Makes approved accounts known that are not yet. Not in a transaction. */
  async addApproved(): Promise<void> {
    for (const one of await reading(() => this.rows.adding(ADDED_A_ROUND))) await this.add(one)
  }
  private async add(r: ReceiverRow): Promise<void> {
    try {
      const why = await this.provider.addReceiver(r.account, r.name)
      await transaction(async () => {
        const supplier = found(await this.contracts.lock(r.supplier_id))
        // ended while the provider was asked, or another process was faster
        if (found(await this.rows.byId(r.id)).state !== 'adding') return
        await this.rows.added(r, why ?? null)
        record({
          subject: 'Payout',
          id: r.id,
          name: supplier.name_zh,
          before: { state: 'adding' },
          after: { state: why ? 'refused' : 'active', account: r.account },
          note: why?.words ?? '',
          permission: 'Payout:approve',
        })
      })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      log().warn({ receiver: r.id, fault: error.code }, 'receiver not added yet')
    }
  }

  private move(
    id: string,
    move: 'approve' | 'refuse' | 'end',
    note: string,
    check: (r: ReceiverRow) => void = () => undefined,
  ): Promise<ReceiverRow> {
    return transaction(async () => {
      const supplier = found(await this.contracts.lock(found(await this.rows.byId(id)).supplier_id))
      const r = found(await this.rows.byId(id))
      const step = next(receiverMoves, r.state, move)
      if ('allowed' in step)
        throw new Fault('sharing.move_illegal', { state: r.state, allowed: step.allowed })
      check(r)
      await this.rows.decide(id, r.state, step.to, note)
      const after = { state: step.to, account: r.account }
      record({ subject: 'Payout', id, name: supplier.name_zh, before: { state: r.state }, after, note })
      return found(await this.rows.byId(id))
    })
  }
  private async list(supplierId: string): Promise<Receivers> {
    return { items: (await this.rows.of(supplierId)).map(shown) }
  }
}

const HQ_MOVES = ['approve', 'refuse', 'end'] as const

function shown(r: ReceiverRow): ShareReceiver {
  const moves: readonly string[] = allowedFrom(receiverMoves, r.state)
  const may = mayReach('approve', 'Payout', {})
  return {
    id: r.id,
    type: 'MERCHANT_ID',
    account: r.account,
    name: r.name,
    state: r.state,
    proposed: { by: r.proposed_by_name, at: r.proposed_at, bySupplier: r.by_supplier },
    decided: r.decided_at === null ? null : { by: r.decided_by_name, at: r.decided_at },
    note: r.fail_code ? sharingWords(r.fail_code, r.note, scope().locale) : r.note,
    allowed: may
      ? HQ_MOVES.filter((m) => moves.includes(m) && (m !== 'approve' || r.proposed_by !== actor().id))
      : [],
  }
}
