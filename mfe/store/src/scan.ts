import { nativeDetector, type Detector } from '@storeweave/kit'

const FORMATS = ['qr_code', 'ean_13', 'ean_8', 'upc_a', 'code_128', 'code_39', 'itf'] as const

/** The browser's barcode reader; where there is none, our own copy of ZXing from our own origin. Loads only when a camera is opened. */
export async function makeDetector(): Promise<Detector> {
  const native = await nativeDetector(FORMATS)
  if (native) return native
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill')
  const wasm = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href
  prepareZXingModule({ overrides: { locateFile: () => wasm } })
  return new BarcodeDetector({ formats: [...FORMATS] })
}
