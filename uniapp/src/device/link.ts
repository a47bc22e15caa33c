/** Opens an https address beside the shop; the mini program may not, there it goes to the clipboard. */
export function openLink(url: string): Promise<'opened' | 'copied' | 'stopped'> {
  // #ifdef H5
  window.open(url, '_blank', 'noopener,noreferrer')
  return Promise.resolve('opened')
  // #endif
  // #ifndef H5
  return new Promise((done) =>
    uni.setClipboardData({
      data: url,
      showToast: false,
      success: () => done('copied'),
      fail: () => done('stopped'),
    }),
  )
  // #endif
}
