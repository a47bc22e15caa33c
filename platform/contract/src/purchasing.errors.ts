import type { ErrorEntry } from './people.errors.js'

/** What ordering goods for stores may refuse with. */
export const purchasingErrors = {
  'purchasing.changed_meanwhile': {
    status: 409,
    'zh-CN': '价格表刚被别人修改过，请刷新后再改',
    en: 'Somebody has changed this price list meanwhile; please look again',
  },
  'purchasing.twice_on_a_day': {
    status: 422,
    'zh-CN': '{code} 在同一天有两个价格',
    en: '{code} has two prices on the same day',
  },
  'purchasing.below_supply_price': {
    status: 422,
    'zh-CN': '{code} 的订货价 {price} 低于供货价 {floor}：与该供应商的合同按供货价结算',
    en: '{code} at {price} is below its supply price {floor}, which the contract with its supplier goes by',
  },
  'purchasing.not_its_goods': {
    status: 422,
    'zh-CN': '{code} 不是该供应商的商品',
    en: '{code} is none of this supplier’s goods',
  },
  'purchasing.not_a_warehouse': {
    status: 422,
    'zh-CN': '供货方须是供应商或总部仓库',
    en: 'The seller must be a supplier or one of HQ’s warehouses',
  },
  'purchasing.not_offered': {
    status: 422,
    'zh-CN': '{code} 现在不在本店可订的商品里',
    en: '{code} is not offered to this store now',
  },
  'purchasing.quantity_unfit': {
    status: 422,
    'zh-CN': '{code} 起订 {min}，每 {pack} 为一箱，须整箱订',
    en: '{code} is sold from {min} on, in packs of {pack}',
  },
  'purchasing.cart_empty': {
    status: 409,
    'zh-CN': '订货单里没有这家供货方的商品，可能已被同事提交',
    en: 'Nothing of this seller is in the cart; a colleague may have ordered it already',
  },
  'purchasing.cart_full': {
    status: 422,
    'zh-CN': '订货单最多 {most} 行，请先提交一部分',
    en: 'A cart has {most} lines at most; order some of it first',
  },
  'purchasing.total_changed': {
    status: 409,
    'zh-CN': '合计已变为 {total}（价格或数量有变），请核对后再提交',
    en: 'The total is now {total}: a price or a quantity has changed; please look again',
  },
  'purchasing.move_illegal': {
    status: 409,
    'zh-CN': '当前状态不能这样操作，请刷新查看',
    en: 'This cannot be done in the present state; please look again',
  },
  'purchasing.own_order': {
    status: 403,
    'zh-CN': '自己提交的订货单须由别人审批',
    en: 'Somebody else must approve what one has ordered oneself',
  },
  'purchasing.reason_needed': {
    status: 422,
    'zh-CN': '数量有差异时须说明原因',
    en: 'A difference needs its reason',
  },
  'purchasing.more_than_asked': {
    status: 422,
    'zh-CN': '{code} 最多可确认 {most}',
    en: '{code}: no more than {most} can be confirmed',
  },
  'purchasing.more_than_confirmed': {
    status: 422,
    'zh-CN': '{code} 还可发货 {most}',
    en: '{code}: no more than {most} is left to ship',
  },
  'purchasing.more_than_shipped': {
    status: 422,
    'zh-CN': '{code} 本次发货 {most}，收货不能超过',
    en: '{code}: {most} was shipped; no more can be received',
  },
  'purchasing.nothing_to_ship': {
    status: 422,
    'zh-CN': '请填写要发货的数量',
    en: 'Say what is shipped',
  },
  'purchasing.lines_differ': {
    status: 422,
    'zh-CN': '须逐行填写，每行一次',
    en: 'Every line must be named, and once',
  },
  'purchasing.paid_too_much': {
    status: 409,
    'zh-CN': '付款 {amount} 超过应付 {owed}',
    en: '{amount} is more than the {owed} that is owed',
  },
  'purchasing.bank_ref_used': {
    status: 409,
    'zh-CN': '这个银行流水号已登记过',
    en: 'This bank reference is recorded already',
  },
} as const satisfies Record<`purchasing.${string}`, ErrorEntry>
