import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'

// A wedge scanner types faster than anybody: at most this long between two keys.
const KEY_GAP_MS = 50
const LEAST = 4

/**
 * Hears a keyboard-wedge scanner anywhere on the page: a quick run of keys ended by Enter is a scan, even while a
 * field has the focus (the run is then taken out of the field). Slow typing is left alone.
 */
export function useWedge(onScan: (code: string) => void, on: () => boolean = () => true): void {
  let run = ''
  let lastAt = 0
  const pressed = (event: KeyboardEvent) => {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    const quick = event.timeStamp - lastAt <= KEY_GAP_MS
    lastAt = event.timeStamp
    if (event.key === 'Enter') {
      const code = run
      run = ''
      if (!quick || code.length < LEAST) return
      event.preventDefault()
      event.stopPropagation()
      takeOut(event.target, code)
      onScan(code)
    } else if (event.key.length === 1) run = quick ? run + event.key : event.key
  }
  addEventListener('keydown', pressed, { capture: true })
  onScopeDispose(() => removeEventListener('keydown', pressed, { capture: true }))
}

function takeOut(target: EventTarget | null, code: string): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
  if (target.dataset['scan'] === 'keep' || !target.value.endsWith(code)) return
  target.value = target.value.slice(0, -code.length)
  target.dispatchEvent(new Event('input', { bubbles: true }))
}

export interface Detector {
  detect: (source: HTMLVideoElement) => Promise<readonly { rawValue: string }[]>
}
export type CameraState = 'off' | 'starting' | 'on' | 'refused' | 'unsupported'

interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats?: () => Promise<string[]>
}

/** The browser's own barcode reader, where it reads all these formats: on some systems the class is there and reads nothing. */
export async function nativeDetector(formats: readonly string[]): Promise<Detector | undefined> {
  const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const known = (await Native?.getSupportedFormats?.().catch(() => [])) ?? []
  return Native && formats.every((one) => known.includes(one))
    ? new Native({ formats: [...formats] })
    : undefined
}

/**
 * Scans with the camera into a `<video>` given by `video`, read by what `make` brings. A code is told once until another one or two seconds have passed.
 */
export function useCamera(
  onScan: (code: string) => void,
  make: () => Promise<Detector>,
): {
  state: Ref<CameraState>
  video: ShallowRef<HTMLVideoElement | undefined>
  start: () => Promise<void>
  stop: () => void
} {
  const state = ref<CameraState>('off')
  const video = shallowRef<HTMLVideoElement>()
  let stream: MediaStream | undefined
  let last = { code: '', at: 0 }

  async function look(detector: Detector): Promise<void> {
    while (state.value === 'on' && video.value) {
      if (video.value.readyState >= 2) {
        const [found] = await detector.detect(video.value).catch(() => [])
        const now = performance.now()
        if (found && (found.rawValue !== last.code || now - last.at > 2_000)) {
          last = { code: found.rawValue, at: now }
          onScan(found.rawValue)
        }
      }
      await new Promise((done) => setTimeout(done, 120))
    }
  }
  async function start(): Promise<void> {
    if (state.value === 'on' || state.value === 'starting') return
    state.value = 'starting'
    try {
      const detector = await make()
      if (!navigator.mediaDevices) throw new DOMException('no camera', 'NotSupportedError')
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1280 } },
      })
      if (!video.value) return stop()
      video.value.srcObject = stream
      await video.value.play()
      state.value = 'on'
      void look(detector)
    } catch (thrown) {
      stop()
      state.value = (thrown as DOMException).name === 'NotAllowedError' ? 'refused' : 'unsupported'
    }
  }
  function stop(): void {
    stream?.getTracks().forEach((track) => track.stop())
    stream = undefined
    if (video.value) video.value.srcObject = null
    state.value = 'off'
  }
  onScopeDispose(stop)
  return { state, video, start, stop }
}
