import { Injectable } from '@nestjs/common'
import type { OrderContact } from '@storeweave/contract'
import { AuditService } from '../audit/index.js'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { actor } from '../kernel/scope.js'
import { OrdersRepo } from './orders.repo.js'

const HOUR_MS = 3_600_000
/** Contacts one person may look at in an hour: enough for a busy counter, too few to copy a customer list. */
const REVEALS_AN_HOUR = 30

/** Whom an order is for. Staff see it masked until they say why they need it. */
@Injectable()
export class ContactService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly audit: AuditService,
  ) {}

  /** Name and phone of an order's shopper; the reason goes to the audit log. Throws `request.too_many` after thirty in an hour. */
  async reveal(id: string, reason: string): Promise<OrderContact> {
    return transaction(async () => {
      const order = found(await this.orders.byId(id))
      mustReach('reveal', 'Order', { storeId: order.store_id })
      await this.mustBeFew()
      record({ subject: 'Order', id, name: order.number, storeId: order.store_id, note: reason })
      const { contact_name: name, contact_phone: phone } = found(await this.orders.contact(id))
      return { name, phone }
    })
  }

  private async mustBeFew(): Promise<void> {
    const { id } = actor()
    if (!id) throw new Fault('access.denied')
    const { n, first } = await this.audit.countOf(id, 'Order:reveal', HOUR_MS)
    if (n < REVEALS_AN_HOUR) return
    const seconds = Math.ceil((Date.parse(first) + HOUR_MS - clock.now().getTime()) / 1000)
    throw new Fault('request.too_many', { seconds: Math.max(1, seconds) })
  }
}
