import type {
  ConfirmPurchase,
  PurchaseOrder,
  PurchaseRow,
  ReceiveShipment,
  ShipPurchase,
  TradeEntryPage,
} from '@storeweave/contract'
import { ask } from '../ask/ask'
import type { KeysetPage, PageAsk } from '../table/use-pages'

/** Who looks: each side has routes of its own. */
export type Side = 'brand' | 'supplier'
const root = (side: Side) =>
  side === 'brand' ? '/api/purchase-orders' : ('/api/supplier/purchase-orders' as const)
type Post = (id: string, key: string, body: object) => Promise<PurchaseOrder>
const post =
  (side: Side, what: string): Post =>
  (id, idempotencyKey, body) =>
    ask(`POST ${root(side)}/:id/${what}`, { params: { id }, body, idempotencyKey })

export const purchasesOf = (
  side: Side,
  filter: Record<string, string | undefined>,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<PurchaseRow>> =>
  ask(`GET ${root(side)}`, { query: { ...filter, cursor, limit }, signal })
export const purchaseOf = (side: Side, id: string): Promise<PurchaseOrder> =>
  ask(`GET ${root(side)}/:id`, { params: { id } })
export const decide = (id: string, key: string, approve: boolean, reason: string): Promise<PurchaseOrder> =>
  post('brand', 'decision')(id, key, { approve, reason })
export const cancel = (id: string, key: string, reason: string): Promise<PurchaseOrder> =>
  post('brand', 'cancellation')(id, key, { reason })
export const end = (side: Side, id: string, key: string, reason: string): Promise<PurchaseOrder> =>
  post(side, 'ending')(id, key, { reason })
export const confirmOrder = (
  side: Side,
  id: string,
  key: string,
  body: ConfirmPurchase,
): Promise<PurchaseOrder> => post(side, 'confirmation')(id, key, body)
export const ship = (side: Side, id: string, key: string, body: ShipPurchase): Promise<PurchaseOrder> =>
  post(side, 'shipments')(id, key, body)
export const receive = (id: string, key: string, body: ReceiveShipment): Promise<PurchaseOrder> =>
  post('brand', 'receipts')(id, key, body)

/** Whose entries: one's own as a supplier, a store's, or a party's as HQ sees it. */
export type Account = 'supplier' | { storeId: string } | { partyId: string }
export const entriesOf = (of: Account, { cursor, limit, signal }: PageAsk): Promise<TradeEntryPage> => {
  const page = { query: { cursor, limit }, signal }
  if (of === 'supplier') return ask('GET /api/supplier/trade-entries', page)
  return 'storeId' in of
    ? ask('GET /api/stores/:id/trade-entries', { params: { id: of.storeId }, ...page })
    : ask('GET /api/trade-accounts/:id/entries', { params: { id: of.partyId }, ...page })
}
