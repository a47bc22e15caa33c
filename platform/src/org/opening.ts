import type { OpeningChecklist, OpeningStep, Store } from '@storeweave/contract'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'

type Found = (storeId: string) => Promise<boolean>
const found = new Map<'manager' | 'cashier' | 'goods', Found>()

/** Says how to find out what stands in a module further up the stair; it puts itself here when it starts. */
export const findsOut = (what: 'manager' | 'cashier' | 'goods', how: Found): void => void found.set(what, how)

const WORDS: Record<OpeningStep, { zh: string; en: string }> = {
  place: { zh: '地址和位置', en: 'address and position' },
  hours: { zh: '营业时间', en: 'opening hours' },
  manager: { zh: '店长', en: 'a manager' },
  goods: { zh: '在售商品的库存', en: 'stock of goods for sale' },
  selling: { zh: '自提服务或收银员', en: 'pickup or a cashier' },
  phone: { zh: '电话', en: 'a phone number' },
  photos: { zh: '照片', en: 'photos' },
}

type Facts = Pick<
  Store,
  'id' | 'kind' | 'address' | 'lat' | 'lng' | 'hours' | 'services' | 'phone' | 'photoUrls'
>
/** What a store needs before it opens, found out from what is there. Runs in the caller's transaction. */
export async function checklistOf(store: Facts): Promise<OpeningChecklist> {
  const ask = async (what: 'manager' | 'cashier' | 'goods') => (await found.get(what)?.(store.id)) ?? false
  const pickup = store.services.includes('pickup')
  const holdsStock = store.kind !== 'pickup_point'
  // nobody comes to a warehouse: what it needs is a place and goods
  const serves = store.kind !== 'warehouse'
  const step = (name: OpeningStep, done: boolean, required = true) => ({ step: name, required, done })
  const items = [
    // nobody's shop stands where the equator meets Greenwich: that is a form left empty
    step('place', store.address !== '' && (store.lat !== 0 || store.lng !== 0)),
    step('hours', store.hours.length > 0, serves),
    step('manager', await ask('manager'), serves),
    ...(holdsStock ? [step('goods', await ask('goods'))] : []),
    ...(serves ? [step('selling', pickup || (holdsStock && (await ask('cashier'))))] : []),
    step('phone', store.phone !== '', false),
    step('photos', store.photoUrls.length > 0, false),
  ]
  return { ready: items.every((one) => one.done || !one.required), items }
}

/** Refuses to open a store that lacks what it needs. Throws `org.not_ready_to_open` naming the steps. */
export async function mustBeReady(store: Facts): Promise<void> {
  const missing = (await checklistOf(store)).items.filter((one) => one.required && !one.done)
  if (!missing.length) return
  const en = scope().locale === 'en'
  throw new Fault('org.not_ready_to_open', {
    steps: missing.map((one) => one.step),
    missing: missing.map((one) => WORDS[one.step][en ? 'en' : 'zh']).join(en ? ', ' : '、'),
  })
}

/** Refuses to make a warehouse of a store, or a store of one: orders, stock and people of the one make no sense at the other. Throws `org.warehouse_stays`. */
export function mustStaySo(before: Store['kind'], after: Store['kind']): void {
  if ((before === 'warehouse') !== (after === 'warehouse')) throw new Fault('org.warehouse_stays')
}
