import type { ErrorEntry } from './people.errors.js'

/** What returns may refuse with. */
export const returnsErrors = {
  'returns.order_open': {
    status: 409,
    'zh-CN': '订单完成后才能申请售后',
    en: 'A return can be asked once the order is completed',
  },
  'returns.too_late': {
    status: 409,
    'zh-CN': '已超过售后期限（{until}）',
    en: 'The time for returns is over (it ended on {until})',
  },
  'returns.not_taken': {
    status: 409,
    'zh-CN': '商家不支持线上申请售后，请联系门店',
    en: 'Returns are not taken here; please talk to the store',
  },
  'returns.pieces_gone': {
    status: 409,
    'zh-CN': '可退数量不足，请刷新查看',
    en: 'That many pieces can’t be returned any more; look again',
  },
  'returns.nothing_paid': {
    status: 409,
    'zh-CN': '这些商品没有可退金额',
    en: 'Nothing is left to refund of these goods',
  },
  'returns.pictures_many': {
    status: 429,
    'zh-CN': '上传的图片太多，请明天再试',
    en: 'Too many pictures; try again tomorrow',
  },
  'returns.picture_unknown': {
    status: 422,
    'zh-CN': '有图片已失效，请重新上传',
    en: 'A picture is no longer there; please add it again',
  },
  'returns.move_illegal': {
    status: 409,
    'zh-CN': '售后单已变化，请刷新查看',
    en: 'The return has moved on meanwhile; look again',
  },
  'returns.note_needed': {
    status: 422,
    'zh-CN': '请写明原因',
    en: 'Say why',
  },
  'returns.nothing_accepted': {
    status: 409,
    'zh-CN': '没有验收合格的商品，不能退款',
    en: 'No piece was accepted, so nothing can be refunded',
  },
  'returns.lines_differ': {
    status: 422,
    'zh-CN': '请逐行填写验收数量，且不超过申请数量',
    en: 'Say of each line how many are right, and not more than were asked',
  },
  'returns.with_supplier': {
    status: 403,
    'zh-CN': '由供应商处理；只有总部可以改判',
    en: 'The supplier decides this; HQ alone may overrule it',
  },
  'returns.with_hq': {
    status: 403,
    'zh-CN': '已超时或已拒绝，由总部处理',
    en: 'It is for HQ to decide: the time was over, or it was refused',
  },
} as const satisfies Record<string, ErrorEntry>
