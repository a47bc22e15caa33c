import type { PayOrder, World } from '../world.js'
import { WeChatFault } from './tokens.js'

type Json = Record<string, unknown>

const malformed = () => new WeChatFault(47001, 'data format error')
const LIST_MAX = 15
const ITEM_DESC_MAX = 120

function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed()
  return value as Json
}

function orderOf(world: World, key: Json): PayOrder {
  const order =
    key.order_number_type === 1
      ? world.order(String(key.mchid), String(key.out_trade_no))
      : key.order_number_type === 2
        ? world.orderBy(String(key.transaction_id))
        : undefined
  if (![1, 2].includes(Number(key.order_number_type))) throw malformed()
  if (!order?.paidAt) throw new WeChatFault(10060001, '支付单不存在')
  return order
}

function checkList(body: Json): void {
  const list = body.shipping_list
  if (!Array.isArray(list) || !list.length) throw malformed()
  if (list.length > LIST_MAX) throw new WeChatFault(10060024, '物流信息列表太长')
  const split = body.delivery_mode === 2
  if (split && body.logistics_type !== 1) throw new WeChatFault(10060006, '非快递发货时不允许分拆发货')
  if (split && typeof body.is_all_delivered !== 'boolean') {
    throw new WeChatFault(10060007, '分拆发货必须填写 is_all_delivered 字段')
  }
  if (!split && list.length > 1) throw malformed()
  for (const entry of list.map(object)) {
    if (typeof entry.item_desc !== 'string' || !entry.item_desc) {
      throw new WeChatFault(10060008, '商品描述 item_desc 不能为空')
    }
    if ([...entry.item_desc].length > ITEM_DESC_MAX)
      throw new WeChatFault(10060009, '商品描述 item_desc 太长')
    if (body.logistics_type === 1 && (!entry.tracking_no || !entry.express_company)) throw malformed()
  }
}

/** Takes in shipping information of a paid order: without it the money of a mini-program order stays frozen. */
export function uploadShipping(world: World, appid: string, body: Json): void {
  const order = orderOf(world, object(body.order_key))
  if (order.appid !== appid) throw new WeChatFault(10060001, '支付单不存在')
  if (![1, 2, 3, 4].includes(Number(body.logistics_type))) throw new WeChatFault(10060005, '物流类型有误')
  if (body.delivery_mode !== 1 && body.delivery_mode !== 2) throw malformed()
  checkList(body)
  if (object(body.payer).openid !== order.openid) {
    throw new WeChatFault(10060031, '该笔支付单不属于 openid 所指定的用户')
  }
  const { upload_time: at } = body
  const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?([+-]\d\d:\d\d|Z)$/
  if (typeof at !== 'string' || !rfc3339.test(at))
    throw new WeChatFault(268485216, '上传时间非法，请按照 RFC 3339 格式填写')
  if (order.state === 'REFUND' && world.refundedOf(order) >= order.total) {
    throw new WeChatFault(10060004, '支付单处于不可发货的状态')
  }
  const id = order.transactionId as string
  const last = world.shipped.get(id)
  if (last && Date.parse(at) <= Date.parse(last)) throw new WeChatFault(10060023, '发货信息未更新')
  world.shipped.set(id, at)
  world.changed()
}
