import type { OrderRow, ProductRow, Store } from '@storeweave/contract'
import { ask, can, localText, translate, useCommandSource, type Command } from '@storeweave/kit'

const BASE = '/admin'
const FEW = 5
type Go = (path: string) => void

/** Orders by number or phone, goods by name, stores by name: what Ctrl-K finds on the server. */
export function offerSearch(go: Go): void {
  useCommandSource(async (text, signal) => {
    const found = await Promise.allSettled([
      orders(text, signal, go),
      products(text, signal, go),
      stores(text, signal, go),
    ])
    return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  })
}

async function orders(q: string, signal: AbortSignal, go: Go): Promise<Command[]> {
  // Orders are found by the beginning of a number or by a whole phone number, never by a word.
  if (!can('read', 'Order') || !/\d{3}/.test(q)) return []
  const { items } = await ask<{ items: OrderRow[] }>('GET /api/orders', { query: { q, limit: FEW }, signal })
  return items.map((one) => ({
    id: `order.${one.id}`,
    title: one.number,
    group: `${translate('admin.menu.orders')} · ${translate(`admin.status.${one.status}`)}`,
    icon: 'receipt',
    run: () => go(`${BASE}/orders/${one.id}`),
  }))
}

async function products(q: string, signal: AbortSignal, go: Go): Promise<Command[]> {
  if (!can('read', 'Product')) return []
  const { items } = await ask<{ items: ProductRow[] }>('GET /api/products', {
    query: { q, limit: FEW },
    signal,
  })
  return items.map((one) => ({
    id: `product.${one.id}`,
    title: localText(one.name),
    group: translate('admin.menu.products'),
    icon: 'box',
    run: () => go(`${BASE}/products/${one.id}`),
  }))
}

async function stores(q: string, signal: AbortSignal, go: Go): Promise<Command[]> {
  if (!can('read', 'OrgUnit')) return []
  const { items } = await ask<{ items: Store[] }>('GET /api/stores', { query: { q, limit: FEW }, signal })
  return items.map((one) => ({
    id: `store.${one.id}`,
    title: localText(one.name),
    group: translate('admin.menu.stores'),
    icon: 'store',
    run: () => go(`${BASE}/stores/${one.id}`),
  }))
}
