import { Injectable } from '@nestjs/common'
import type { PaymentStarted, StartPayment } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { found } from '../kernel/access.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { shopperId } from '../kernel/scope.js'
import { MembersService } from '../members/index.js'
import { PaymentsService, type JsapiParams, type PaymentRow } from '../payments/index.js'
import { TenancyService } from '../tenancy/index.js'
import { OrdersRepo, type OrderFacts } from './orders.repo.js'
import { SettlementService } from './settlement.service.js'

/** A shopper pays an order of theirs. */
@Injectable()
export class PayService {
  constructor(
    private readonly orders: OrdersRepo,
    private readonly payments: PaymentsService,
    private readonly settlement: SettlementService,
    private readonly members: MembersService,
    private readonly tenancy: TenancyService,
  ) {}

  /** Starts (or takes up again) a payment and answers what the client goes on with. Throws `selling.already_paid`, `selling.cancelled`, and what the provider refuses with. */
  async start(
    orderId: string,
    { method, returnUrl }: StartPayment,
    clientIp: string,
  ): Promise<PaymentStarted> {
    const openId = method === 'wechat_jsapi' ? await this.openId() : undefined
    const { order, payment, others } = await transaction(async () => {
      const mine = mustBeMine(await this.orders.lock(orderId))
      mustBePayable(mine)
      return { order: mine, ...(await this.payments.begin(mine.id, method, mine.payable, mine.currency)) }
    })
    // one open attempt at a time: an order paid twice costs a shopper an alarm and us a refund
    for (const other of others) await this.settlement.close(other)
    const { nameZh } = await this.tenancy.settings()
    const announce = (attempt: PaymentRow) =>
      this.payments.prepay(attempt, {
        description: `${nameZh} ${order.number}`,
        expiresAt: order.expires_at ?? clock.now().toISOString(),
        clientIp,
        ...(openId ? { openId } : {}),
        ...(returnUrl ? { returnUrl } : {}),
      })
    let attempt = payment
    let prepaid = await announce(attempt)
    if (prepaid.refused === 'closed') {
      await this.payments.end(attempt.id, 'closed')
      attempt = await this.payments.beginAnew(order.id, method, order.payable, order.currency)
      prepaid = await announce(attempt)
    }
    if (prepaid.refused) {
      await this.settlement.ask(attempt)
      throw new Fault('selling.already_paid')
    }
    return {
      paymentId: attempt.id,
      amount: attempt.amount,
      method,
      jsapi: prepaid.jsapi as JsapiParams | null,
      h5Url: prepaid.h5Url,
      codeUrl: prepaid.codeUrl,
    }
  }

  /** Asks the provider about an order of the shopper's that still waits for money (or whose money may have come late). */
  async check(orderId: string): Promise<void> {
    const order = mustBeMine(await transaction(() => this.orders.byId(orderId)))
    if (order.payment === 'unpaid') await this.settlement.askOpen(order.id)
  }

  private async openId(): Promise<string> {
    const openId = await transaction(() => this.members.openIdOf(shopperId()))
    if (!openId) throw new Fault('payments.wechat_needed')
    return openId
  }
}

function mustBeMine(order: OrderFacts | undefined): OrderFacts {
  if (found(order).member_id !== shopperId()) throw new Fault('access.not_found')
  return order!
}

/** Refuses unless the order waits for money and its time isn't over. */
export function mustBePayable(order: OrderFacts): void {
  if (order.payment !== 'unpaid') throw new Fault('selling.already_paid')
  if (
    order.status !== 'to_pay' ||
    (order.expires_at && Date.parse(order.expires_at) <= clock.now().getTime())
  )
    throw new Fault('selling.cancelled')
}
