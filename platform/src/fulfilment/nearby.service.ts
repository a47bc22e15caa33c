import { Injectable } from '@nestjs/common'
import type { FindNearby, NearbyStore, NearbyStores } from '@storeweave/contract'
import { distanceMetres, openState } from '@storeweave/rules/geo'
import { ratingOf } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { clock, wallTimeOf } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { NearbyRepo, type NearbyRow } from './nearby.repo.js'
import { readyAt } from './promise.js'

type At = { lat: number; lng: number } | undefined

/** Which stores can serve a shopper here and now. */
@Injectable()
export class NearbyService {
  constructor(private readonly stores: NearbyRepo) {}

  /** Stores by distance. With a SKU only those that can sell it now; nearer ones that were passed over come with the reason (LBS-03). */
  async find(q: FindNearby): Promise<NearbyStores> {
    const at: At = q.lat !== undefined && q.lng !== undefined ? { lat: q.lat, lng: q.lng } : undefined
    const rows = await transaction(() => this.stores.find(q, q.skuId ? 200 : q.limit))
    const items: NearbyStore[] = []
    const skipped: NearbyStores['skipped'] = []
    for (const row of rows) {
      const store = toNearby(row, at)
      if (q.radiusMetres && store.distanceMetres !== null && store.distanceMetres > q.radiusMetres) continue
      const reason = q.skuId ? reasonAgainst(row, store, q.closedToo === 'true') : undefined
      if (reason) skipped.push({ id: row.id, name: store.name, reason })
      else items.push(store)
      if (items.length >= q.limit) break
    }
    return { items, skipped: skipped.slice(0, 50) }
  }

  async show(id: string): Promise<NearbyStore> {
    return toNearby(found(await transaction(() => this.stores.one(id))), undefined)
  }
}

function reasonAgainst(
  row: NearbyRow,
  store: NearbyStore,
  closedToo: boolean,
): NearbyStores['skipped'][number]['reason'] | undefined {
  if (!store.openNow && !(closedToo && store.readyAt)) return 'closed'
  if (!row.services.includes('pickup')) return 'no_pickup'
  return row.available ? undefined : 'no_stock'
}

function toNearby(row: NearbyRow, at: At): NearbyStore {
  const now = clock.now()
  const { weekday, minute } = wallTimeOf(now, row.time_zone)
  const state = openState(row.hours, weekday, minute)
  return {
    id: row.id,
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    kind: row.kind,
    address: row.address,
    phone: row.phone,
    lat: row.lat,
    lng: row.lng,
    photoUrl: row.photo_urls[0] ?? null,
    distanceMetres: at ? distanceMetres(at, row) : null,
    openNow: state.open,
    opensAt: state.opensAt,
    closesAt: state.closesAt,
    readyAt: readyAt(row, now)?.toISOString() ?? null,
    hours: row.hours,
    services: row.services,
    price: row.price,
    available: row.available,
    rating: ratingOf(row.stars),
  }
}
