import type {
  MyReturn,
  ProductKind,
  ReturnDesk,
  ReturnKind,
  ReturnReason,
  ReturnRow,
  ReturnState,
  StaffReturn,
  SupplierReturn,
  SupplierReturnRow,
} from '@storeweave/contract'
import { canWithdraw } from '@storeweave/rules/returns'
import { pictureOf } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { maskName, maskPhone, maskText } from '../kernel/mask.js'

export interface ReturnListRow {
  id: string
  order_id: string
  number: string
  kind: ReturnKind
  reason: ReturnReason
  state: ReturnState
  desk: ReturnDesk
  worth: number
  created_at: string
  decide_by: string
  store_id: string
  store_zh: string
  store_en: string
  supplier_zh: string | null
  supplier_en: string | null
  first_zh: string
  first_en: string
  first_media: string | null
  pieces: number
}
export interface ReturnDetailRow extends ReturnListRow {
  words: string
  media_ids: string[]
  answer: string
  carrier: string
  waybill: string
  looked_at: string | null
  contact_name: string
  contact_phone: string
  address: string
  phone: string
  refund_amount: number | null
  refund_state: MyReturn['refund']
  lines: {
    lineId: string
    name_zh: string
    name_en: string
    option_zh: string
    option_en: string
    unit_zh: string
    unit_en: string
    kind: ProductKind
    media_id: string | null
    quantity: number
    accepted: number | null
    restocked: boolean | null
  }[]
  steps: { event: MyReturn['steps'][number]['event']; kind: string; name: string; note: string; at: string }[]
}

/** JSON out of PostgreSQL writes instants in its own way. */
const iso = (at: string): string => new Date(at).toISOString()

const commonOf = (r: ReturnListRow) => ({
  id: r.id,
  orderId: r.order_id,
  orderNumber: r.number,
  kind: r.kind,
  reason: r.reason,
  state: r.state,
  desk: r.desk,
  askedAt: r.created_at,
  decideBy: r.decide_by,
})
/** What everybody reads of it; `by` says how a step's actor is named. */
const wholeOf = (r: ReturnDetailRow, by: (step: ReturnDetailRow['steps'][number]) => string) => ({
  pictures: r.media_ids.map((id) => pictureOf(id)!),
  lines: r.lines.map((l) => ({
    lineId: l.lineId,
    name: { zh: l.name_zh, en: l.name_en },
    optionText: { zh: l.option_zh, en: l.option_en },
    unit: { zh: l.unit_zh, en: l.unit_en },
    kind: l.kind,
    picture: pictureOf(l.media_id, l.name_zh),
    quantity: l.quantity,
    accepted: l.accepted,
    restocked: l.restocked,
  })),
  answer: r.answer,
  sendTo: { name: { zh: r.store_zh, en: r.store_en }, address: r.address, phone: r.phone },
  carrier: r.carrier,
  waybill: r.waybill,
  steps: r.steps.map((s) => ({ event: s.event, by: by(s), note: s.note, at: iso(s.at) })),
})
const moneyOf = (r: ReturnDetailRow) => ({
  worth: r.worth,
  amount: r.state === 'refunded' ? r.refund_amount : null,
  refund: r.state === 'refunded' ? r.refund_state : null,
})

export const mineOf = (r: ReturnDetailRow): MyReturn => ({
  ...commonOf(r),
  ...wholeOf(r, (s) => s.kind),
  ...moneyOf(r),
  words: r.words,
  canWithdraw: canWithdraw(r.state),
})
export const supplierRowOf = (r: ReturnListRow): SupplierReturnRow => ({
  ...commonOf(r),
  storeId: r.store_id,
  storeName: { zh: r.store_zh, en: r.store_en },
  firstLine: { zh: r.first_zh, en: r.first_en },
  firstPicture: pictureOf(r.first_media, r.first_zh),
  pieces: r.pieces,
  overdue: r.state === 'asked' && (r.desk === 'hq' || Date.parse(r.decide_by) <= clock.now().getTime()),
})
export const rowOf = (r: ReturnListRow): ReturnRow => ({
  ...supplierRowOf(r),
  supplier: r.supplier_zh === null ? null : { zh: r.supplier_zh, en: r.supplier_en ?? '' },
  worth: r.worth,
})
/** Staff and suppliers see numbers masked, in words too. */
const masked = (r: ReturnDetailRow) => ({
  words: maskText(r.words),
  contactName: maskName(r.contact_name),
  contactPhone: maskPhone(r.contact_phone),
})
export const staffOf = (r: ReturnDetailRow, may: StaffReturn['may']): StaffReturn => ({
  ...rowOf(r),
  ...wholeOf(r, (s) => s.name),
  ...moneyOf(r),
  ...masked(r),
  may,
})
/** To a supplier its own people have names; the brand's are the brand. */
export const supplierOf = (r: ReturnDetailRow, may: StaffReturn['may']): SupplierReturn => ({
  ...supplierRowOf(r),
  ...wholeOf(r, (s) => (s.kind === 'supplier' ? s.name : s.kind)),
  ...masked(r),
  may,
})
