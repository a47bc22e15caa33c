import type { Detector } from '@storeweave/kit'

/**
 * The decoder for camera scans: the browser's own where there is one, else one brought along (its wasm is our own
 * file: the content policy lets no other origin in). Loads only when a camera is opened.
 */
export async function makeDetector(): Promise<Detector> {
  const formats = ['qr_code', 'ean_13', 'ean_8', 'upc_a', 'code_128', 'code_39', 'itf'] as const
  const Native = (globalThis as { BarcodeDetector?: new (o: { formats: string[] }) => Detector })
    .BarcodeDetector
  if (Native) return new Native({ formats: [...formats] })
  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill')
  const wasm = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url).href
  prepareZXingModule({ overrides: { locateFile: () => wasm } })
  return new BarcodeDetector({ formats: [...formats] })
}
