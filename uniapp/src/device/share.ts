/** Hands the page's address on: by the system's share sheet or the clipboard. The mini program shares by a button. */
export function sharePage(title: string): Promise<'shared' | 'copied' | 'stopped'> {
  // #ifdef H5
  const url = location.href
  if (navigator.share)
    return navigator.share({ title, url }).then(
      () => 'shared',
      () => 'stopped',
    )
  return new Promise((resolve) => {
    uni.setClipboardData({
      data: url,
      showToast: false,
      success: () => resolve('copied'),
      fail: () => resolve('stopped'),
    })
  })
  // #endif
  // #ifndef H5
  void title
  return Promise.resolve('stopped')
  // #endif
}
