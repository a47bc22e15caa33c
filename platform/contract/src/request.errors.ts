import type { ErrorEntry } from './people.errors.js'

/** What any request may be refused with: by its form, the edge, the tenant it names, or because something is down. */
export const requestErrors = {
  'request.invalid': {
    status: 400,
    'zh-CN': '提交的内容有误，请检查标出的地方',
    en: 'Some of what was sent is not valid: see the marked fields',
  },
  'request.malformed': {
    status: 400,
    'zh-CN': '请求不是有效的 JSON',
    en: 'The request body is not valid JSON',
  },
  'request.too_large': { status: 413, 'zh-CN': '内容太大', en: 'The request is too large' },
  'request.unsupported_media': {
    status: 415,
    'zh-CN': '不支持这种内容类型',
    en: 'This content type is not supported',
  },
  'request.key_required': {
    status: 400,
    'zh-CN': '缺少 Idempotency-Key 请求头',
    en: 'An Idempotency-Key header is needed',
  },
  'request.key_reused': {
    status: 422,
    'zh-CN': '同一个 Idempotency-Key 用在了不同的请求上',
    en: 'This Idempotency-Key was used for a different request',
  },
  'request.in_progress': {
    status: 409,
    'zh-CN': '同一请求正在处理，请稍候',
    en: 'The same request is still running; try again in a moment',
  },
  'request.too_many': {
    status: 429,
    'zh-CN': '操作太频繁，请稍后再试',
    en: 'Too many requests; try again later',
  },
  'request.bad_cursor': { status: 400, 'zh-CN': '翻页位置无效', en: 'The page cursor is not valid' },
  'request.method_unknown': {
    status: 405,
    'zh-CN': '不支持这种请求方法',
    en: 'This request method is not supported',
  },
  'request.foreign_origin': {
    status: 403,
    'zh-CN': '不接受来自其他网站的操作',
    en: 'Changes from pages of other sites are not accepted',
  },
  'server.unavailable': {
    status: 503,
    'zh-CN': '系统暂时繁忙，请稍后再试',
    en: 'The service is busy; try again in a moment',
  },
  'server.too_slow': {
    status: 503,
    'zh-CN': '这次查询用时过长，已停止；请缩小范围或稍后再试',
    en: 'This took too long and was stopped: ask for less, or try again in a moment',
  },
  'server.provider_failed': {
    status: 502,
    'zh-CN': '外部服务暂时没有响应，请重试',
    en: 'A service we rely on did not answer; please try again',
  },
  'server.provider_down': {
    status: 503,
    'zh-CN': '外部服务暂时没有响应，请 {seconds} 秒后再试',
    en: 'A service we rely on does not answer at the moment; try again in {seconds} s',
  },
  'server.failed': {
    status: 500,
    'zh-CN': '系统出错了，我们已记录',
    en: 'Something went wrong on our side; it has been recorded',
  },
  'route.not_found': { status: 404, 'zh-CN': '没有这个地址', en: 'There is no such address' },
  'tenant.unknown': { status: 404, 'zh-CN': '没有这个品牌', en: 'There is no such brand here' },
  'tenant.mismatch': {
    status: 403,
    'zh-CN': '登录的品牌与当前地址不一致',
    en: 'This sign-in belongs to another brand',
  },
  'tenant.feature_off': {
    status: 403,
    'zh-CN': '本品牌没有启用{feature}',
    en: 'This brand does not use {feature}',
  },
  'tenant.feature_in_use': {
    status: 409,
    'zh-CN': '还不能停用{feature}：{open}',
    en: 'Not ready to switch off {feature}: {open}',
  },
  'tenant.suspended': { status: 403, 'zh-CN': '该品牌已暂停服务', en: 'This brand is suspended' },
} as const satisfies Record<string, ErrorEntry>
