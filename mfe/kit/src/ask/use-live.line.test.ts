import { afterEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useLive } from './use-live'

vi.mock('./session', () => ({
  accessToken: () => 'token',
  me: { value: {} },
  refresh: () => Promise.resolve('token'),
}))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('reads the list whenever the line has opened, the first time too: what happened before is told to nobody', async () => {
  vi.useFakeTimers()
  const lines: ReadableStreamDefaultController<Uint8Array>[] = []
  const line = () => new Response(new ReadableStream({ start: (end) => void lines.push(end) }))
  vi.stubGlobal('fetch', () => Promise.resolve(line()))
  const read = vi.fn()
  const scope = effectScope()
  scope.run(() => useLive([], () => undefined, read))
  await vi.advanceTimersByTimeAsync(0)
  expect([lines.length, read.mock.calls.length]).toEqual([1, 1])
  lines[0]!.close()
  await vi.advanceTimersByTimeAsync(1_000)
  expect([lines.length, read.mock.calls.length]).toEqual([2, 2])
  scope.stop()
})
