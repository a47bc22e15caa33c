import type { ErrorEntry } from './people.errors.js'

/** What webhooks may refuse with. */
export const connectErrors = {
  'connect.address_refused': {
    status: 422,
    'zh-CN': '不能推送到这个地址：须为公网主机的 https 地址（443 端口，不带账号密码）',
    en: 'Nothing is sent to this address: it must be https on port 443 of a public host, without credentials',
  },
  'connect.host_unknown': {
    status: 422,
    'zh-CN': '找不到主机 {host}，请检查地址',
    en: 'The host {host} was not found; check the address',
  },
  'connect.place_invalid': {
    status: 422,
    'zh-CN': '所选的区域或门店不存在',
    en: 'There is no such region or store',
  },
  'connect.made_already': {
    status: 409,
    'zh-CN': '这个 Webhook 已经创建过，密钥只显示一次；如果没有记下，请更换密钥',
    en: 'This webhook was made before and its secret is shown once; if it was not kept, change the secret',
  },
  'connect.too_many': {
    status: 409,
    'zh-CN': 'Webhook 已达 {most} 个，请先删除不再使用的',
    en: 'There are {most} webhooks already; delete those no longer used first',
  },
  'connect.version_stale': {
    status: 409,
    'zh-CN': '这个 Webhook 已被他人修改，请刷新后再改',
    en: 'Somebody else has changed this webhook; reload it and edit again',
  },
  'connect.switched_off': {
    status: 409,
    'zh-CN': '这个 Webhook 已停用，请先启用',
    en: 'This webhook is switched off; switch it on first',
  },
} as const satisfies Record<string, ErrorEntry>
