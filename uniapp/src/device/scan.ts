import { t } from '@/words'

/** What became of a scan: a barcode, or null when the person closed it; `refused` when there is no camera to look through. */
export type Scanned = { barcode: string | null } | 'refused'

/** True where a camera may read barcodes. A browser only says no once it is asked. */
export function canScan(): boolean {
  let can = true
  // #ifdef H5
  can = !!navigator.mediaDevices?.getUserMedia
  // #endif
  return can
}

/** Reads one barcode by camera. */
export async function scan(): Promise<Scanned> {
  // #ifdef H5
  const { readByCamera } = await import('./camera')
  return readByCamera({ title: t('search.scan'), aim: t('scan.aim'), close: t('act.close') })
  // #endif
  // #ifndef H5
  return new Promise((resolve) => {
    uni.scanCode({
      scanType: ['barCode'],
      success: ({ result }) => resolve({ barcode: result || null }),
      fail: () => resolve({ barcode: null }),
    })
  })
  // #endif
}
