import type { ErrorEntry } from './people.errors.js'

/** What changes of what is sold where may refuse with. */
export const assortmentErrors = {
  'assortment.place_invalid': {
    status: 422,
    'zh-CN': '请选择区域或门店；门店专属商品只能选择一家门店',
    en: 'Choose regions or stores; exclusive goods belong to exactly one store',
  },
  'assortment.nothing_changes': {
    status: 409,
    'zh-CN': '没有商品会因此改变可售范围',
    en: 'No product would be sold elsewhere than now',
  },
  'assortment.too_many': {
    status: 409,
    'zh-CN': '一次最多调整 {most} 个商品，请缩小筛选范围',
    en: 'One change takes in {most} products at most; narrow the filter',
  },
  'assortment.undone_already': {
    status: 409,
    'zh-CN': '这次调整已经撤销过',
    en: 'This change was undone before',
  },
  'assortment.undo_by_rule': {
    status: 409,
    'zh-CN': '这次变化由规则产生，请修改或停用规则',
    en: 'Rules made this change; change the rules or switch them off',
  },
  'assortment.undo_too_late': {
    status: 409,
    'zh-CN': '铺货变化只能在 30 天内撤销',
    en: 'A change of where goods are sold can be undone for 30 days',
  },
  'assortment.rules_full': {
    status: 409,
    'zh-CN': '最多可以建立 {most} 条规则',
    en: 'There can be {most} rules at most',
  },
  'assortment.rule_stale': {
    status: 409,
    'zh-CN': '这条规则已被他人修改，请刷新后重试',
    en: 'Somebody changed this rule meanwhile; load it again',
  },
  'assortment.rule_in_use': {
    status: 409,
    'zh-CN': '请先停用规则，等它收回全部商品后再删除',
    en: 'Switch the rule off first, and wait until it has taken back its goods',
  },
  'assortment.not_released': {
    status: 409,
    'zh-CN': '总部没有把这个商品分配给这家门店',
    en: 'HQ has not released this product to the store',
  },
  'assortment.decided_above': {
    status: 403,
    'zh-CN': '这家门店的商品上下架由{who}决定',
    en: 'What this store lists is decided by {who}',
  },
} as const satisfies Record<string, ErrorEntry>
