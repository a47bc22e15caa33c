import { Injectable } from '@nestjs/common'
import type { OrderStatus } from '@storeweave/contract'
import { linesJson, type LineJson } from '../fulfilment/index.js'
import { db, tenantId } from '../kernel/db.js'
import type { OrderPayment } from './orders.repo.js'

export interface SaleRecord {
  id: string
  number: string
  store_id: string
  store_zh: string
  store_en: string
  cashier_name: string
  status: OrderStatus
  payment: OrderPayment
  payable: number
  cash_received: number | null
  tender: 'cash' | 'wechat_code'
  currency: string
  placed_at: string
  rounding: number
  paying: boolean
  lines: LineJson[]
}

@Injectable()
export class SalesRepo {
  /** An order made at a till. */
  byId(id: string): Promise<SaleRecord | undefined> {
    return db().one<SaleRecord>(
      `select o.id, o.number, o.store_id, u.name_zh as store_zh, u.name_en as store_en, o.cashier_name, o.status, o.payment, o.payable, o.cash_received, o.tender, o.currency, o.placed_at,
              (o.quote ->> 'rounding')::bigint as rounding, ${linesJson('o.id')} as lines,
              exists (select from payments p where p.tenant_id = $1 and p.order_id = o.id and p.state in ('created', 'pending')) as paying
         from orders o join org_units u on u.tenant_id = $1 and u.id = o.store_id where o.tenant_id = $1 and o.id = $2 and o.channel = 'pos'`,
      [tenantId(), id],
    )
  }
}
