// H5 only, and loaded only when somebody scans.
// #ifdef H5
// not by a further import(): uni names such a chunk after its path, which no browser resolves
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'
import './camera.css'
// #endif
import type { Scanned } from './scan'

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
interface Words {
  title: string
  aim: string
  close: string
}
const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128'] as const
const PAUSE_MS = 120

interface DetectorClass {
  new (how: object): Detector
  getSupportedFormats?: () => Promise<string[]>
}

/** The browser's own barcode reader; where there is none, our own copy of ZXing from our own origin. */
async function makeDetector(): Promise<Detector> {
  const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  // on some systems the class is there and reads nothing
  const known = (await Native?.getSupportedFormats?.().catch(() => [])) ?? []
  if (Native && FORMATS.every((format) => known.includes(format))) return new Native({ formats: FORMATS })
  prepareZXingModule({ overrides: { locateFile: () => wasm } })
  return new BarcodeDetector({ formats: [...FORMATS] })
}

/** The layer with the picture, a frame to aim with and the way out. */
function layerOf(words: Words): { layer: HTMLElement; video: HTMLVideoElement; close: HTMLButtonElement } {
  const make = <K extends keyof HTMLElementTagNameMap>(tag: K, name: string, text = '') => {
    const element = document.createElement(tag)
    element.className = `sw-camera-${name}`
    element.textContent = text
    return element
  }
  const layer = make('div', 'layer')
  layer.setAttribute('role', 'dialog')
  layer.setAttribute('aria-modal', 'true')
  layer.setAttribute('aria-label', words.title)
  const video = make('video', 'picture')
  video.muted = true
  video.playsInline = true
  const close = make('button', 'close', words.close)
  close.type = 'button'
  layer.append(video, make('div', 'frame'), make('p', 'aim', words.aim), close)
  return { layer, video, close }
}

/** The camera at the back; null where there is none or the person said no: they can type. */
const openCamera = (): Promise<MediaStream | null> =>
  navigator.mediaDevices
    ? navigator.mediaDevices
        .getUserMedia({ video: { facingMode: 'environment' }, audio: false })
        .catch(() => null)
    : Promise.resolve(null)

/** Opens the camera over the page and reads one barcode; Escape, the button and going back close it. */
export async function readByCamera(words: Words): Promise<Scanned> {
  const stream = await openCamera()
  if (!stream) return 'refused'
  const { layer, video, close } = layerOf(words)
  const before = document.activeElement as HTMLElement | null
  document.body.append(layer)
  close.focus()
  try {
    video.srcObject = stream
    const closed = closing(layer, close)
    const barcode = await Promise.race([closed.then(() => null), firstBarcode(video, layer)])
    return { barcode }
  } catch {
    return 'refused' // the picture or the reader would not start
  } finally {
    layer.remove()
    for (const track of stream.getTracks()) track.stop()
    before?.focus?.()
  }
}

/**
 * Looks through the camera inside an element and hands on every barcode it reads, null for a look without one, until
 * the answered function is called. Null when there is no camera to look through.
 */
export async function watchBarcodes(
  host: HTMLElement,
  see: (barcode: string | null) => void,
): Promise<(() => void) | null> {
  const stream = await openCamera()
  if (!stream) return null
  const video = document.createElement('video')
  video.className = 'sw-camera-picture'
  video.muted = true
  video.playsInline = true
  video.srcObject = stream
  host.append(video)
  const stop = () => {
    video.remove()
    for (const track of stream.getTracks()) track.stop()
  }
  try {
    const [detector] = await Promise.all([makeDetector(), video.play()])
    void looking(detector, video, see)
    return stop
  } catch {
    stop()
    return null // the picture or the reader would not start
  }
}
async function looking(
  detector: Detector,
  video: HTMLVideoElement,
  see: (barcode: string | null) => void,
): Promise<void> {
  while (video.isConnected) {
    const [seen] = await detector.detect(video).catch(() => [])
    if (video.isConnected) see(seen?.rawValue || null)
    await new Promise((done) => setTimeout(done, PAUSE_MS))
  }
}

/** Resolves when the person has had enough. The one thing to press keeps the focus. */
function closing(layer: HTMLElement, close: HTMLButtonElement): Promise<void> {
  return new Promise((resolve) => {
    close.addEventListener('click', () => resolve())
    window.addEventListener('popstate', () => resolve(), { once: true })
    layer.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') resolve()
      if (event.key === 'Tab') event.preventDefault()
    })
  })
}

/** The first barcode that comes into sight while the layer is there; null when it went. */
async function firstBarcode(video: HTMLVideoElement, layer: HTMLElement): Promise<string | null> {
  const [detector] = await Promise.all([makeDetector(), video.play()])
  while (layer.isConnected) {
    const [seen] = await detector.detect(video)
    if (seen?.rawValue) return seen.rawValue
    await new Promise((done) => setTimeout(done, PAUSE_MS))
  }
  return null
}
