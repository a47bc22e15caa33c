/** The one-time code that WeChat gives for whoever holds the phone; null where there is no WeChat. */
export function wechatCode(): Promise<string | null> {
  // #ifdef MP-WEIXIN
  return new Promise((resolve) => {
    uni.login({
      provider: 'weixin',
      success: ({ code }) => resolve(code || null),
      fail: () => resolve(null),
    })
  })
  // #endif
  // #ifndef MP-WEIXIN
  return Promise.resolve(null)
  // #endif
}
