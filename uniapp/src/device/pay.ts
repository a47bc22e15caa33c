import type { PaymentStarted } from '@storeweave/contract'
import { isWide } from './client'

export type PayWay = 'wechat_jsapi' | 'wechat_h5' | 'wechat_native'

/** How one pays from here: inside WeChat, by leaving to WeChat, or by scanning from a second device. */
export function payWay(): PayWay {
  // #ifdef MP-WEIXIN
  return 'wechat_jsapi'
  // #endif
  // #ifndef MP-WEIXIN
  return isWide() ? 'wechat_native' : 'wechat_h5'
  // #endif
}

/**
 * Goes on with a started payment. `done`: WeChat says so (the server still has the last word); `away`: the browser
 * leaves for WeChat; `stopped`: the shopper closed the payment sheet or it failed.
 */
export function pay(started: PaymentStarted): Promise<'done' | 'away' | 'stopped'> {
  // #ifdef MP-WEIXIN
  const { jsapi } = started
  if (!jsapi) return Promise.resolve('stopped')
  return new Promise((resolve) => {
    uni.requestPayment({
      provider: 'wxpay',
      orderInfo: undefined as unknown as string,
      timeStamp: jsapi.timeStamp,
      nonceStr: jsapi.nonceStr,
      package: jsapi.package,
      signType: jsapi.signType,
      paySign: jsapi.paySign,
      success: () => resolve('done'),
      fail: () => resolve('stopped'),
    })
  })
  // #endif
  // #ifdef H5
  // the address comes from the API; only web addresses may be gone to
  const h5Url: string = started.h5Url ?? ''
  if (!/^https?:\/\//.test(h5Url)) return Promise.resolve('stopped')
  location.href = h5Url
  return Promise.resolve('away')
  // #endif
}
