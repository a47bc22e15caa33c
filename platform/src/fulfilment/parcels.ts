import type { Shipment } from '@storeweave/contract'
import { maskName, maskPhone } from '../kernel/mask.js'

/** A parcel as `parcelJson` writes it. */
export type Parcel = Shipment

/** SQL of a parcel `s` as one JSON value, of several the one that left first; `$1` is the tenant, `which` says whose it is. */
export const parcelJson = (which: string): string =>
  `(select json_build_object('name', s.name, 'phone', s.phone, 'province', s.province, 'city', s.city, 'district', s.district, 'street', s.street,
     'carrier', s.carrier, 'waybill', s.waybill, 'shippedAt', s.shipped_at) from shipments s where s.tenant_id = $1 and ${which} order by s.shipped_at nulls last, s.fulfilment_id limit 1)`

/** The wire shape of a parcel; JSON out of PostgreSQL writes instants in its own way. */
export const toParcel = (p: Parcel): Shipment => ({
  ...p,
  shippedAt: p.shippedAt && new Date(p.shippedAt).toISOString(),
})

/** What staff see of where a parcel goes before they say why they need more: as far as its district. */
export const maskedParcel = (p: Parcel): Shipment => ({
  ...toParcel(p),
  name: maskName(p.name),
  phone: maskPhone(p.phone),
  street: p.street && '***',
})
