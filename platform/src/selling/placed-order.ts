import type { DetailRow } from './order-reads.repo.js'
import type { KnownAddress, NewOrder, StoreFacts } from './placement.repo.js'

/** A new order as a look at it would find it, made of what has just been written: nobody else could have touched it. */
export function detailOf(o: NewOrder, number: string, store: StoreFacts): DetailRow {
  const first = o.lines[0]!
  const writtenAt = o.writtenAt.toISOString()
  const { id, storeId: store_id, fulfilmentKind: kind } = o
  return {
    id,
    number,
    channel: o.channel,
    store_id,
    store_zh: store.name_zh,
    store_en: store.name_en,
    status: 'to_pay',
    payment: 'unpaid',
    fulfilment_kind: kind,
    item_count: o.itemCount,
    payable: o.quote.payable,
    paid: 0,
    refunded: 0,
    currency: o.currency,
    contact_name: o.contactName,
    contact_phone: o.contactPhone,
    placed_at: o.placedAt.toISOString(),
    trading_day: o.tradingDay,
    first_zh: first.name_zh,
    first_en: first.name_en,
    first_media: first.media_id,
    member_id: o.memberId,
    quote: o.quote,
    note: o.note,
    expires_at: o.expiresAt?.toISOString() ?? null,
    code: null,
    shipment: o.shipTo && shipmentOf(o.shipTo),
    lines: o.lines,
    fulfilments: [
      { id: o.fulfilmentId, kind, state: 'pending', store_id, promised_at: null, parcel: o.shipTo && UNSENT },
    ],
    timeline: [{ at: writtenAt, event: 'order.placed', from: null, to: 'to_pay', by: o.by.name, note: '' }],
    payments: [],
    refunds: [],
    vouchers: null,
  }
}

const UNSENT = { carrier: '', waybill: '', shippedAt: null, lines: [] }
/** A parcel that nobody has packed yet. */
const shipmentOf = ({ name, phone, province, city, district, street }: KnownAddress) => ({
  name,
  phone,
  province,
  city,
  district,
  street,
  carrier: '',
  waybill: '',
  shippedAt: null,
})
