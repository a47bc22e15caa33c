import { Latitude, Longitude, Phone, type Locale, type OpeningHours, type Store } from '@storeweave/contract'
import { hoursOf } from '@storeweave/rules/sheets'
import { allowed, choiceOf, coded, oneOf, whole, words, type Column } from './columns.js'

/** A row of a sheet of stores: absent fields stay as they are. */
export interface StoreLine {
  code?: string
  nameZh?: string
  nameEn?: string
  regionId?: string
  kind?: Store['kind']
  status?: Store['status']
  address?: string
  phone?: string
  lat?: number
  lng?: number
  hours?: OpeningHours
  services?: Store['services']
  areaSquareMetres?: number
  managerName?: string
  preparationMinutes?: number
}
/** Regions and HQ by their codes. */
export interface StoreGround {
  regions: ReadonlyMap<string, string>
}
type StoreColumn = Column<StoreLine, StoreGround>
type Wording<K extends string> = Record<K, Record<Locale, string>>

const KINDS: Wording<Store['kind']> = {
  store: { 'zh-CN': '门店', en: 'store' },
  'shop-in-shop': { 'zh-CN': '店中店', en: 'shop-in-shop' },
  pickup_point: { 'zh-CN': '自提点', en: 'pickup point' },
  warehouse: { 'zh-CN': '仓库', en: 'warehouse' },
}
const STATUSES: Wording<Store['status']> = {
  preparing: { 'zh-CN': '筹备中', en: 'preparing' },
  open: { 'zh-CN': '营业', en: 'open' },
  closed: { 'zh-CN': '已关闭', en: 'closed' },
}
const SERVICES: Wording<Store['services'][number]> = {
  pickup: { 'zh-CN': '自提', en: 'pickup' },
  delivery: { 'zh-CN': '配送', en: 'delivery' },
  booking: { 'zh-CN': '预约', en: 'booking' },
  dine_in: { 'zh-CN': '堂食', en: 'dine-in' },
}
/** Words for what a store is, how it stands and what it offers, as sheets say them. */
export const STORE_WORDS = { kind: KINDS, status: STATUSES, services: SERVICES }
/** What parts several services of a cell. */
export const LIST_MARK: Record<Locale, string> = { 'zh-CN': '、', en: ', ' }

const region: StoreColumn = {
  key: 'region',
  title: { 'zh-CN': '区域编码', en: 'Region code' },
  put: (to, text, { regions }) => {
    const id = regions.get(text)
    if (!id) return { code: 'region_unknown' }
    to.regionId = id
  },
}
const phone: StoreColumn = {
  key: 'phone',
  title: { 'zh-CN': '电话', en: 'Phone' },
  put: (to, text) => {
    const read = Phone.safeParse(text.normalize('NFKC'))
    if (!read.success) return { code: 'phone_invalid' }
    to.phone = read.data
  },
  clear: (to) => void (to.phone = ''),
}
const degrees = (key: 'lat' | 'lng', zh: string, en: string): StoreColumn => ({
  key,
  title: { 'zh-CN': zh, en },
  put: (to, text) => {
    const plain = text.normalize('NFKC')
    const read = (key === 'lat' ? Latitude : Longitude).safeParse(
      /^-?\d{1,3}(?:\.\d{1,12})?$/.test(plain) ? Number(plain) : undefined,
    )
    if (!read.success) return { code: 'degrees_invalid', args: { most: key === 'lat' ? 90 : 180 } }
    to[key] = read.data
  },
})
const hours: StoreColumn = {
  key: 'hours',
  title: { 'zh-CN': '营业时间', en: 'Opening hours' },
  put: (to, text) => {
    const read = hoursOf(text)
    if (!read) return { code: 'hours_invalid' }
    to.hours = read
  },
  clear: (to) => void (to.hours = []),
}
const services: StoreColumn = {
  key: 'services',
  title: { 'zh-CN': '服务', en: 'Services' },
  put: (to, text) => {
    const said = text
      .split(/[,，、;；|]/)
      .map((part) => part.trim())
      .filter(Boolean)
    const found = said.map((part) => choiceOf(SERVICES, part))
    if (found.includes(undefined)) return { code: 'word_unknown', args: { allowed: allowed(SERVICES) } }
    const offered = new Set(found)
    to.services = (Object.keys(SERVICES) as Store['services']).filter((one) => offered.has(one))
  },
  clear: (to) => void (to.services = []),
}

/** What is read of a sheet of stores. */
export const storeColumns: readonly StoreColumn[] = [
  coded('store', '门店编码', 'Store code', (to, code) => void (to.code = code), { most: 20, needed: true }),
  words('store_name', '门店名称', 'Name', 60, (to, text) => void (to.nameZh = text)),
  words('store_name_en', '英文名称', 'Name (English)', 60, (to, text) => void (to.nameEn = text), {
    clearable: true,
  }),
  region,
  oneOf('store_kind', '类型', 'Kind', KINDS, (to, kind) => void (to.kind = kind)),
  oneOf('status', '状态', 'Status', STATUSES, (to, status) => void (to.status = status)),
  words('address', '地址', 'Address', 200, (to, text) => void (to.address = text)),
  phone,
  degrees('lat', '纬度', 'Latitude'),
  degrees('lng', '经度', 'Longitude'),
  hours,
  services,
  whole('area', '面积（平方米）', 'Area (m²)', 0, 1_000_000, (to, n) => void (to.areaSquareMetres = n)),
  words('manager', '店长', 'Manager', 40, (to, text) => void (to.managerName = text), { clearable: true }),
  whole('preparation', '备货分钟', 'Preparation (min)', 0, 1440, (to, n) => void (to.preparationMinutes = n)),
]
