import { onScopeDispose, ref, watch, type Ref } from 'vue'

const STORED = 'storeweave.store.sound'
type Tune = readonly (readonly [hertz: number, startMs: number, lengthMs: number])[]
const TUNES = {
  order: [
    [880, 0, 160],
    [1175, 180, 160],
    [1568, 360, 320],
  ],
  good: [
    [1047, 0, 110],
    [1568, 120, 220],
  ],
  bad: [[220, 0, 320]],
} as const satisfies Record<string, Tune>
const SHAKES = { order: [220, 90, 220, 90, 320], good: [60], bad: [180, 80, 180] } as const

export interface Bell {
  /** Whether sounds are wanted; remembered on this device. */
  on: Ref<boolean>
  /** True while the browser waits for a first touch before it lets us sound. */
  muted: Ref<boolean>
  ring: (tune: keyof typeof TUNES) => void
  toggle: () => void
}

/** Sound and vibration of the console, made by the device itself so that they work without loading anything. */
export function useBell(): Bell {
  const on = ref(localStorage.getItem(STORED) !== 'off')
  const muted = ref(false)
  let audio: AudioContext | undefined
  watch(on, (now) => localStorage.setItem(STORED, now ? 'on' : 'off'))

  // Browsers stay silent until the first touch of the page.
  const unlock = () => {
    if (typeof AudioContext === 'undefined') return
    audio ??= new AudioContext()
    if (audio.state === 'running') return void (muted.value = false)
    void audio.resume().then(() => (muted.value = audio?.state !== 'running'))
  }
  addEventListener('pointerdown', unlock)
  addEventListener('keydown', unlock)
  muted.value = typeof AudioContext !== 'undefined' && navigator.userActivation?.hasBeenActive === false
  if (!muted.value) unlock()
  onScopeDispose(() => {
    removeEventListener('pointerdown', unlock)
    removeEventListener('keydown', unlock)
    void audio?.close()
  })

  function ring(tune: keyof typeof TUNES): void {
    if (!on.value) return
    navigator.vibrate?.([...SHAKES[tune]])
    if (audio?.state === 'running') for (const note of TUNES[tune]) sound(audio, note)
  }
  function toggle(): void {
    on.value = !on.value
    if (on.value) {
      unlock()
      ring('good')
    }
  }
  return { on, muted, ring, toggle }
}

function sound(audio: AudioContext, [hertz, startMs, lengthMs]: Tune[number]): void {
  const from = audio.currentTime + startMs / 1_000
  const to = from + lengthMs / 1_000
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.type = 'triangle'
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(0, from)
  volume.gain.linearRampToValueAtTime(0.35, from + 0.015)
  volume.gain.exponentialRampToValueAtTime(0.001, to)
  tone.connect(volume).connect(audio.destination)
  tone.start(from)
  tone.stop(to)
}
