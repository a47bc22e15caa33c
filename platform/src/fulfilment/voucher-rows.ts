import type { Voucher, VoucherState, VoucherTerms } from '@storeweave/contract'
import { maskCode, qrOf, usesLeft } from '@storeweave/rules/fulfilment'
import { pictureOf } from '../catalog/index.js'

/** A voucher as `vouchersJson` writes it. */
export interface VoucherJson {
  id: string
  order_id: string
  line_id: string
  product_id: string
  name_zh: string
  name_en: string
  option_zh: string
  option_en: string
  media_id: string | null
  state: VoucherState
  uses: number
  used: number
  refunded: number
  issued_at: string
  expires_at: string | null
  code: string
  terms: VoucherTerms
  history: { at: string; store_zh: string; store_en: string; uses: number; clerk: string }[]
}

const FIELDS = `'id', v.id, 'order_id', v.order_id, 'line_id', v.line_id, 'product_id', l.product_id, 'name_zh', l.name_zh, 'name_en', l.name_en, 'option_zh', l.option_zh, 'option_en', l.option_en, 'media_id', l.media_id,
  'state', v.state, 'uses', v.uses, 'used', v.used, 'refunded', v.refunded, 'issued_at', v.issued_at, 'expires_at', v.expires_at, 'code', c.code, 'terms', l.voucher,
  'history', (select coalesce(json_agg(json_build_object('at', h.used_at, 'store_zh', u.name_zh, 'store_en', u.name_en, 'uses', h.uses, 'clerk', h.person_name) order by h.id), '[]')
     from voucher_uses h join org_units u on u.tenant_id = $1 and u.id = h.store_id where h.tenant_id = $1 and h.voucher_id = v.id)`

/** SQL of a voucher as one JSON value, of `VOUCHERS_FROM`; `$1` is the tenant. */
export const VOUCHER_JSON = `json_build_object(${FIELDS})`
export const VOUCHERS_FROM = `vouchers v join order_lines l on l.tenant_id = $1 and l.id = v.line_id
  join verification_codes c on c.tenant_id = $1 and c.voucher_id = v.id`

/** SQL of the vouchers of an order as one JSON value; `orderId` is the column that names it. */
export const vouchersJson = (orderId: string): string =>
  `(select coalesce(json_agg(${VOUCHER_JSON} order by l.position, v.n), '[]') from ${VOUCHERS_FROM} where v.tenant_id = $1 and v.order_id = ${orderId})`

/** Who looks at a voucher: its shopper, or staff, who may have it refunded or not. */
export type VoucherLook = { for: 'shopper' } | { for: 'staff'; mayRefund: boolean }

/** The wire shape of a voucher. One whose time is over has ended, whether that is written down yet or not. */
export function toVoucher(v: VoucherJson, look: VoucherLook, now: Date): Voucher {
  const isOver = v.expires_at !== null && Date.parse(v.expires_at) <= now.getTime()
  const state = v.state === 'live' && isOver ? 'expired' : v.state
  const shown = look.for === 'shopper' && state === 'live'
  return {
    id: v.id,
    orderId: v.order_id,
    lineId: v.line_id,
    productId: v.product_id,
    name: { zh: v.name_zh, en: v.name_en },
    optionText: { zh: v.option_zh, en: v.option_en },
    picture: pictureOf(v.media_id, v.name_zh),
    state,
    uses: v.uses,
    used: v.used,
    refunded: v.refunded,
    issuedAt: iso(v.issued_at),
    expiresAt: v.expires_at && iso(v.expires_at),
    code: shown ? v.code : null,
    qr: shown ? qrOf(v.code) : null,
    codeMasked: maskCode(v.code),
    howTo: v.terms.howTo,
    refundable:
      look.for === 'shopper'
        ? state === 'live' && v.used === 0 && v.terms.refundable
        : look.mayRefund && usesLeft(v) > 0,
    history: v.history.map((h) => ({
      at: iso(h.at),
      storeName: { zh: h.store_zh, en: h.store_en },
      uses: h.uses,
      clerk: look.for === 'staff' ? h.clerk : '',
    })),
  }
}

/** JSON out of PostgreSQL writes instants in its own way. */
const iso = (at: string): string => new Date(at).toISOString()
