import type { ErrorEntry } from './people.errors.js'

/** What the dealings with suppliers may refuse with. */
export const suppliersErrors = {
  'suppliers.credit_code_invalid': {
    status: 422,
    'zh-CN': '统一社会信用代码不对，请核对营业执照',
    en: 'The unified social credit code is not right; check it against the business licence',
  },
  'suppliers.already_known': {
    status: 409,
    'zh-CN': '这个统一社会信用代码已是供应商',
    en: 'A supplier with this credit code is there already',
  },
  'suppliers.code_taken': {
    status: 409,
    'zh-CN': '供应商编号 {code} 已被使用',
    en: 'The supplier code {code} is in use',
  },
  'suppliers.file_unknown': {
    status: 422,
    'zh-CN': '找不到上传的文件，请重新上传',
    en: 'An uploaded file is not there any more; please upload it again',
  },
  'suppliers.business_licence_needed': {
    status: 422,
    'zh-CN': '请上传营业执照',
    en: 'A business licence is needed',
  },
  'suppliers.licence_over': {
    status: 422,
    'zh-CN': '证照已过有效期，请上传在有效期内的证照',
    en: 'The licence has expired; upload one that is still valid',
  },
  'suppliers.move_illegal': {
    status: 409,
    'zh-CN': '当前状态不能这样操作，请刷新后再看',
    en: 'This cannot be done from its present state; refresh and look again',
  },
  'suppliers.reason_needed': {
    status: 422,
    'zh-CN': '请写明原因，对方会看到',
    en: 'Give a reason; the other side reads it',
  },
  'suppliers.not_active': {
    status: 403,
    'zh-CN': '供货已被暂停或终止，现在只能查看',
    en: 'Supply is suspended or has ended; there is only looking now',
  },
  'suppliers.listing_stopped': {
    status: 409,
    'zh-CN': '{supplier} 的证照已过期或供货已暂停，不能上架新商品',
    en: '{supplier} has an expired licence or is suspended: no new goods of theirs can go on sale',
  },
  'suppliers.licence_expired': {
    status: 403,
    'zh-CN': '证照已于 {day} 到期，更新并通过审核后才能提交新商品',
    en: 'A licence ended on {day}; new goods can be sent in once a renewed one is accepted',
  },
  'suppliers.link_invalid': {
    status: 404,
    'zh-CN': '链接不对、已用过或已过期，请向对方要一个新的',
    en: 'This link is wrong, used or out of date; ask for a new one',
  },
  'suppliers.beyond_own': {
    status: 403,
    'zh-CN': '不能给出超过自己的权限',
    en: 'You cannot give more than you hold yourself',
  },
  'suppliers.last_owner': {
    status: 409,
    'zh-CN': '至少要留一位负责人',
    en: 'At least one owner must remain',
  },
  'suppliers.bounds_invalid': {
    status: 422,
    'zh-CN': '价格范围不对：比例须大于 0，最低不能高于最高',
    en: 'The price bounds are not right: ratios must be above 0, the lowest not above the highest',
  },
  'suppliers.goods_incomplete': {
    status: 422,
    'zh-CN': '还不能提交，缺少：{missing}',
    en: 'This cannot be sent in yet: {missing} missing',
  },
  'suppliers.goods_changed': {
    status: 409,
    'zh-CN': '商品刚被修改，请刷新后再试',
    en: 'The goods were just changed; refresh and try again',
  },
  'suppliers.goods_locked': {
    status: 409,
    'zh-CN': '已提交或已收录的商品不能再改草稿',
    en: 'What has been sent in or taken is no draft any more',
  },
  'suppliers.request_open': {
    status: 409,
    'zh-CN': '这个商品已有一份待审核的调价，请先等结果或撤回',
    en: 'A request for these goods is open already; wait for it or take it back',
  },
  'suppliers.skus_differ': {
    status: 422,
    'zh-CN': '每个规格都要定价，不多不少',
    en: 'Each variant needs its price, no more and no fewer',
  },
} as const satisfies Record<string, ErrorEntry>
