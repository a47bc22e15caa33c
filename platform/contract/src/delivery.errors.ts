import type { ErrorEntry } from './people.errors.js'

/** What warehouses, addresses and parcels may refuse with. */
export const deliveryErrors = {
  'org.warehouse_stays': {
    status: 409,
    'zh-CN': '仓库和门店不能互相转换，请另建一个',
    en: 'A warehouse never becomes a store, nor a store a warehouse; create another',
  },
  'selling.ships_only': {
    status: 409,
    'zh-CN': '有商品仅支持快递，由仓库发货，不能在门店购买',
    en: 'Some goods are sent from a warehouse only; no store sells them',
  },
  'selling.express_unavailable': {
    status: 422,
    'zh-CN': '这里不发快递，请选择自提',
    en: 'Nothing is sent from here; choose pickup',
  },
  'selling.address_needed': {
    status: 422,
    'zh-CN': '请选择收货地址',
    en: 'Choose where the goods go',
  },
  'selling.not_sent_there': {
    status: 422,
    'zh-CN': '暂不配送到{province}',
    en: 'Nothing is sent to {province}',
  },
  'members.addresses_many': {
    status: 409,
    'zh-CN': '最多保存 {most} 个地址，请先删除一个',
    en: 'At most {most} addresses are kept; delete one first',
  },
  'fulfilment.waybill_taken': {
    status: 409,
    'zh-CN': '运单号 {waybill} 已用于另一个订单',
    en: 'The waybill {waybill} belongs to another order',
  },
} as const satisfies Record<string, ErrorEntry>
