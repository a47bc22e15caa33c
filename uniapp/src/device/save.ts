/** Gives a file to its person, on their tap: neither platform lets one be given without. False when they thought better of it. */
export type Keep = () => Promise<boolean>

/** Makes a text into a file. H5 downloads it; WeChat sends it to a chat, which is the one way out of a mini program. */
export function fileOf(name: string, text: string): Promise<Keep> {
  // #ifdef MP-WEIXIN
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`
  const share: Keep = () =>
    new Promise((resolve) => {
      wx.shareFileMessage({
        filePath,
        fileName: name,
        success: () => resolve(true),
        fail: () => resolve(false),
      })
    })
  return new Promise((resolve, reject) => {
    wx.getFileSystemManager().writeFile({
      filePath,
      data: text,
      encoding: 'utf8',
      success: () => resolve(share),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
  // #endif
  // #ifdef H5
  return Promise.resolve(() => {
    const url = window.URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    const link = document.createElement('a')
    link.href = url
    link.download = name
    link.click()
    setTimeout(() => window.URL.revokeObjectURL(url), 60_000) // the browser still reads it
    return Promise.resolve(true)
  })
  // #endif
}
