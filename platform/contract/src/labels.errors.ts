import type { ErrorEntry } from './people.errors.js'

/** What printing labels may refuse with, and why a print ended. */
export const labelsErrors = {
  'labels.nothing': {
    status: 409,
    'zh-CN': '没有可打印的商品：这家门店现在不卖所选的商品',
    en: 'Nothing to print: this store sells none of the chosen products now',
  },
  'labels.too_many': {
    status: 409,
    'zh-CN': '一次最多打印 {most} 张标签，请缩小范围',
    en: 'One print takes in {most} labels at most; choose fewer products',
  },
  'labels.sign_missing': {
    status: 422,
    'zh-CN': '“{name}”里的“{sign}”没有字形，无法打印；请修改后再试',
    en: 'The sign “{sign}” in “{name}” cannot be printed; change it and try again',
  },
  'labels.no_mini_program': {
    status: 409,
    'zh-CN': '品牌还没有接入微信小程序，请选择网页二维码',
    en: 'The brand has no WeChat mini program; choose the code for browsers',
  },
  'labels.busy': {
    status: 409,
    'zh-CN': '已有 {most} 批标签正在生成，请稍后再试',
    en: '{most} prints are being made already; try again when one of them is done',
  },
  'labels.provider_down': {
    status: 503,
    'zh-CN': '微信现在没有给出小程序码，请稍后再试，或改用网页二维码',
    en: 'WeChat gives no mini-program codes now; try again later or use the code for browsers',
  },
  'labels.not_ready': {
    status: 409,
    'zh-CN': '标签还没有生成好',
    en: 'The labels are not ready yet',
  },
  'labels.broken_off': {
    status: 500,
    'zh-CN': '标签没有生成成功，请重新打印',
    en: 'The labels could not be made; print them again',
  },
} as const satisfies Record<string, ErrorEntry>
