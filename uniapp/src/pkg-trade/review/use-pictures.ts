import { computed, ref } from 'vue'
import { wordsOf } from '@/ask/problem'
import { sendPicture } from '@/ask/reviews.api'
import { choosePictures } from '@/device/pictures'
import type { ChosenPicture } from '@/device/pictures'
import { tell } from '@/state/tell'

/** As many pictures as a review takes. */
export const PICTURES_MOST = 9

/** A picture on its way to the server: `id` names it there once it has come. */
export interface SentPicture extends ChosenPicture {
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  id: string
}

/** The pictures of one review (or of what else they are `put` under): chosen, sent one after the other, sent again where that failed, taken out. */
export function usePictures(lineId: () => string, { most = PICTURES_MOST, put = sendPicture } = {}) {
  const pictures = ref<SentPicture[]>([])
  let running = false

  const busy = computed(() => pictures.value.some(({ state }) => state === 'waiting' || state === 'sending'))
  const failed = computed(() => pictures.value.some(({ state }) => state === 'failed'))
  const sent = computed(() => pictures.value.filter(({ state }) => state === 'sent'))
  const ids = computed(() => sent.value.map(({ id }) => id))
  const room = computed(() => most - pictures.value.length)

  async function send(one: SentPicture): Promise<void> {
    one.state = 'sending'
    try {
      const { bytes, type } = await one.read()
      one.id = (await put(lineId(), bytes, type)).id
      one.state = 'sent'
    } catch (thrown) {
      one.state = 'failed'
      tell(wordsOf(thrown))
    }
  }
  /** Sends what waits, one after the other: a phone's line carries no more. */
  async function sendAll(): Promise<void> {
    if (running) return
    running = true
    for (;;) {
      const next = pictures.value.find(({ state }) => state === 'waiting')
      if (!next) break
      await send(next)
    }
    running = false
  }
  async function add(): Promise<void> {
    const chosen = await choosePictures(room.value)
    pictures.value.push(
      ...chosen.slice(0, room.value).map((one) => ({ ...one, state: 'waiting' as const, id: '' })),
    )
    await sendAll()
  }
  function again(at: number): void {
    const one = pictures.value[at]
    if (one?.state !== 'failed') return
    one.state = 'waiting'
    void sendAll()
  }
  const remove = (at: number) => void pictures.value.splice(at, 1)
  return { pictures, busy, failed, sent, ids, room, add, again, remove }
}
