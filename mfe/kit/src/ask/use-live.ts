import { onScopeDispose, ref, type Ref } from 'vue'
import { accessToken, me, refresh } from './session'

export interface LiveEvent<T = unknown> {
  id: string
  /** Topic, `order.placed`. */
  type: string
  data: T
}

const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000]
// The server sends a comment line every 15 s or so; silence for longer means a dead line.
const SILENCE_MS = 45_000

/**
 * Hears the server's events on `topics` for the life of the component, reconnects by itself and resumes after the
 * last event it saw. `onGap` runs whenever the line has opened: what happened before, since the list was read or
 * while the line was down, is told to nobody, so the list is read again there.
 */
export function useLive(
  topics: readonly string[] | (() => readonly string[]),
  onEvent: (event: LiveEvent) => void,
  onGap?: () => void,
): { connected: Readonly<Ref<boolean>> } {
  const connected = ref(false)
  const closing = new AbortController()
  let lastId: string | undefined
  let failures = 0

  async function listen(): Promise<void> {
    const wanted = typeof topics === 'function' ? topics() : topics
    const quiet = new AbortController()
    let alarm = setTimeout(() => quiet.abort(), SILENCE_MS)
    const heard = () => {
      clearTimeout(alarm)
      alarm = setTimeout(() => quiet.abort(), SILENCE_MS)
    }
    try {
      const token = accessToken() ?? (await refresh(undefined))
      const query = wanted.length ? `?topics=${encodeURIComponent(wanted.join(','))}` : ''
      const response = await fetch(`/api/live${query}`, {
        headers: {
          accept: 'text/event-stream',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(lastId ? { 'last-event-id': lastId } : {}),
        },
        cache: 'no-store',
        signal: AbortSignal.any([closing.signal, quiet.signal]),
      })
      if (response.status === 401) await refresh(token)
      // Not allowed to hear anything: asking again would not change that.
      if (response.status === 403) closing.abort()
      if (!response.ok || !response.body) throw new Error(`live ${response.status}`)
      connected.value = true
      failures = 0
      onGap?.()
      for await (const event of readEvents(response.body, heard)) {
        if (event.id) lastId = event.id
        if (wanted.length === 0 || wanted.includes(event.type)) onEvent(event)
      }
    } finally {
      clearTimeout(alarm)
      connected.value = false
    }
  }

  async function keepListening(): Promise<void> {
    while (!closing.signal.aborted && me.value) {
      await listen().catch(() => undefined)
      if (closing.signal.aborted) return
      const pause = BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)]!
      await pauseUntilOnline(pause * (0.75 + Math.random() / 2), closing.signal)
    }
  }
  void keepListening()
  onScopeDispose(() => closing.abort())
  return { connected }
}

/** Cuts a byte stream into server-sent events; `heard` runs for every chunk, comments too. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
): AsyncGenerator<LiveEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      heard()
      rest += decoder.decode(value, { stream: true }).replaceAll('\r\n', '\n')
      for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
        const event = parseEvent(rest.slice(0, end))
        rest = rest.slice(end + 2)
        if (event) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function parseEvent(block: string): LiveEvent | undefined {
  const event: LiveEvent = { id: '', type: 'message', data: undefined }
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? []
    if (field === 'id') event.id = value
    else if (field === 'event') event.type = value
    else if (field === 'data') data.push(value)
  }
  if (data.length === 0) return undefined
  const text = data.join('\n')
  try {
    event.data = JSON.parse(text)
  } catch {
    event.data = text // a plain text event is allowed by the protocol
  }
  const name = (event.data as { name?: unknown } | null)?.name
  if (event.type === 'message' && typeof name === 'string') event.type = name
  return event
}

function pauseUntilOnline(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const finish = () => {
      clearTimeout(timer)
      removeEventListener('online', finish)
      signal.removeEventListener('abort', finish)
      done()
    }
    const timer = setTimeout(finish, ms)
    addEventListener('online', finish)
    signal.addEventListener('abort', finish)
  })
}
