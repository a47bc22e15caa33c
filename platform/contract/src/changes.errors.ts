import type { ErrorEntry } from './people.errors.js'

/** What change requests, versions and plans of goods may refuse with. */
export const changeErrors = {
  'catalog.change_needed': {
    status: 403,
    'zh-CN': '商品在售，您没有上架权限：请提交变更申请，由有权限的同事确认',
    en: 'The product is on sale and you may not publish: send the change in, somebody who may will look at it',
  },
  'catalog.story_on_sale': {
    status: 403,
    'zh-CN': '商品在售，图文详情和搜索展示由有上架权限的同事修改',
    en: 'The product is on sale: its story and what search engines are told are edited by who may publish',
  },
  'catalog.change_unneeded': {
    status: 409,
    'zh-CN': '商品不在售，可以直接修改，不用申请',
    en: 'The product is not on sale: edit it directly',
  },
  'catalog.change_empty': {
    status: 422,
    'zh-CN': '没有任何改动',
    en: 'Nothing would change',
  },
  'catalog.change_stale': {
    status: 409,
    'zh-CN': '申请提交后商品又有改动，不能直接采用：请退回，按现在的内容重新提交',
    en: 'The product has changed since this was sent in: refuse it and have it made anew from what is there now',
  },
  'catalog.change_decided': {
    status: 409,
    'zh-CN': '这个申请已经处理过了',
    en: 'This change has been decided already',
  },
  'catalog.planned': {
    status: 403,
    'zh-CN': '商品已定时上架，您没有上架权限：修改请找有权限的同事',
    en: 'The product is planned to go on sale and you may not publish: ask somebody who may to edit it',
  },
  'catalog.plan_past': { status: 422, 'zh-CN': '时间必须在将来', en: 'The time must lie ahead' },
  'catalog.plan_mixed_up': {
    status: 422,
    'zh-CN': '下架时间须晚于上架时间',
    en: 'Goods come off sale after they go on it',
  },
  'catalog.plan_unfitting': {
    status: 409,
    'zh-CN': '商品现在是{state}，不能这样定时',
    en: 'This cannot be planned for a product that is {state}',
  },
} as const satisfies Record<string, ErrorEntry>
