import { Injectable } from '@nestjs/common'
import {
  moneyText,
  type ListTradeEntries,
  type RecordTradePayment,
  type TradeAccount,
  type TradeEntryPage,
} from '@storeweave/contract'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { reading, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { ownSupplier } from '../kernel/own-supplier.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { LedgerService } from '../ledger/index.js'
import { TenancyService } from '../tenancy/index.js'
import { transferOf } from './books.js'
import type { OrderRow } from './orders.repo.js'
import { accountOf, entryOf, TradeRepo, type Party } from './trade.repo.js'

/** What stores owe HQ and HQ owes suppliers for goods delivered to order. */
@Injectable()
export class TradeService {
  constructor(
    private readonly rows: TradeRepo,
    private readonly ledger: LedgerService,
    private readonly tenancy: TenancyService,
  ) {}

  async accounts(): Promise<{ items: TradeAccount[]; currency: string }> {
    const { currency } = await this.tenancy.settings()
    return { items: (await reading(() => this.rows.accounts())).map(accountOf), currency }
  }
  /** A party's entries, the newest first, and what they come to. */
  entries(id: string, q: ListTradeEntries): Promise<TradeEntryPage> {
    return reading(async () => this.of(found(await this.rows.find(id)), q))
  }
  ofStore(storeId: string, q: ListTradeEntries): Promise<TradeEntryPage> {
    mustReach('read', 'PurchaseOrder', { storeId })
    return reading(async () => this.of(found(await this.rows.find(storeId)), q))
  }
  ofSupplier(q: ListTradeEntries): Promise<TradeEntryPage> {
    const id = ownSupplier('settle')
    return reading(() => this.of({ party: 'supplier', id }, q))
  }

  /**
   * Books what was delivered, in the running transaction: the store owes HQ, and HQ its supplier unless a contract
   * settles with it when goods are sold. A warehouse is HQ itself and owes nobody.
   */
  async delivered(o: OrderRow, shipment: { id: string; number: string }, due: number): Promise<void> {
    if (due === 0) return
    const parties: Party[] = []
    if (o.buyer_kind !== 'warehouse') parties.push({ party: 'store', id: o.store_id })
    if (o.supplier_id && !o.settled_at_sale) parties.push({ party: 'supplier', id: o.supplier_id })
    for (const party of parties) {
      const entry = { id: newId(), kind: 'delivery', amount: due, currency: o.currency } as const
      await this.rows.insert(party, { ...entry, purchaseId: o.id, shipmentId: shipment.id })
      await this.ledger.post([transferOf({ ...entry, party: party.party, partyId: party.id })])
    }
  }

  /** Money has gone over the bank. Throws `purchasing.paid_too_much`, `purchasing.bank_ref_used`. */
  pay(partyId: string, { id, amount, bankRef, note }: RecordTradePayment): Promise<TradeEntryPage> {
    return transaction(async () => {
      const { currency } = await this.tenancy.settings()
      const party = found(await this.rows.lock(partyId))
      if (await this.rows.knows(id)) throw new Fault('request.key_reused')
      if (await this.rows.isUsed(bankRef)) throw new Fault('purchasing.bank_ref_used')
      const owed = await this.rows.owed(party)
      if (amount > owed) {
        const text = (sum: number) => moneyText(sum, currency)
        throw new Fault('purchasing.paid_too_much', { amount: text(amount), owed: text(owed) })
      }
      const entry = { id, kind: 'payment', amount: -amount, currency } as const
      await this.rows.insert(party, { ...entry, bankRef, note })
      await this.ledger.post([transferOf({ ...entry, party: party.party, partyId })])
      record({
        subject: 'TradeAccount',
        id: partyId,
        name: party.name,
        before: { owed },
        after: { owed: owed - amount, bankRef },
        note,
      })
      return this.of(party, { limit: 20 })
    })
  }

  private async of(party: Party, q: ListTradeEntries): Promise<TradeEntryPage> {
    const before = keysOf(q.cursor, 'id')?.[0]
    const rows = await this.rows.entries(party, q.limit, before)
    return { ...pageOf(rows, q.limit, (r) => [r.id], entryOf), owed: await this.rows.owed(party) }
  }
}
