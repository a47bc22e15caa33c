import { product, sku } from './goods.js'
import { newId, type TestTenant } from './world.js'
import type { Ground, Write } from './writes.js'

/** A voucher that was paid, good for two uses. */
async function aVoucher({ shop, owner }: Ground): Promise<string> {
  const { body } = await owner.get(`/products/${shop.sku.productId}`)
  const voucher = { uses: 2, validDays: 30, validUntil: null, refundable: true, howTo: { zh: '', en: '' } }
  const place = { categoryId: shop.t.categoryId, mediaId: body.media[0].id as string }
  const made = product(place, { kind: 'service_voucher', skus: [sku([], { voucher })] })
  await owner.post('/products', made)
  await owner.post(`/products/${made.id}/moves`, { move: 'publish', note: '' })
  const lines = [{ skuId: made.skus[0]!.id, quantity: 1 }]
  const order = await shop.paidOrder({ fulfilment: 'virtual', lines })
  return order.vouchers[0]!.id
}

/** A voucher of an order whose time is over, written past the product. */
export async function voucherLand(t: TestTenant, orderId: string): Promise<string> {
  const id = newId()
  await t.world.facts(
    `insert into vouchers (tenant_id, id, order_id, line_id, n, store_id, uses, state, issued_at, expires_at, closed_at)
     select tenant_id, $1, order_id, id, 1, store_id, 1, 'expired', now(), now(), now() from order_lines where order_id = $2 limit 1`,
    [id, orderId],
  )
  return id
}

/** Writes of vouchers: what is left of them goes back. */
export const voucherWrites: Record<string, Write> = {
  'POST /api/vouchers/{id}/refunds': async (g) =>
    g.owner.post(`/vouchers/${await aVoucher(g)}/refunds`, { id: newId(), reason: '顾客不要了' }),
  'POST /api/shop/vouchers/{id}/refunds': async (g) =>
    g.shop.shopper.post(`/shop/vouchers/${await aVoucher(g)}/refunds`, { id: newId() }),
}
