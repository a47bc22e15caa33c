/** True where a camera can read barcodes. */
export function canScan(): boolean {
  // #ifdef MP-WEIXIN
  return true
  // #endif
  // #ifndef MP-WEIXIN
  return false
  // #endif
}

/** Reads one barcode by camera; null when the person closed it. */
export function scan(): Promise<string | null> {
  return new Promise((resolve) => {
    uni.scanCode({
      scanType: ['barCode'],
      success: ({ result }) => resolve(result || null),
      fail: () => resolve(null),
    })
  })
}
