import type { ErrorEntry } from './people.errors.js'

/** What suppliers' depots and what leaves them may refuse with. */
export const depotsErrors = {
  'suppliers.no_shipper': {
    status: 409,
    'zh-CN': '没有供应商的商品不能由供应商发货',
    en: 'Goods without a supplier cannot be shipped by one',
  },
  'fulfilment.pieces_gone': {
    status: 409,
    'zh-CN': '待发数量不足，可能已由同事处理，请刷新后再试',
    en: 'Not that many are left to ship; somebody may have been faster. Look again',
  },
  'fulfilment.not_accepted': {
    status: 409,
    'zh-CN': '请先接单',
    en: 'Accept the order first',
  },
} as const satisfies Record<string, ErrorEntry>
