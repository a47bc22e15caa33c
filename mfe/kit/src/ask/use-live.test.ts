import { expect, it } from 'vitest'
import { readEvents, type LiveEvent } from './use-live'

const stream = (...chunks: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
      controller.close()
    },
  })

it('reads events that arrive in pieces, skips comments, and takes the name from a hint', async () => {
  const got: LiveEvent[] = []
  let heard = 0
  const body = stream(
    ': hello\n\nid: 1\neve',
    'nt: selling.order_paid\ndata: {"a":',
    '1}\r\n\r\n',
    'id: 2\ndata: {"name":"fulfilment.moved"}\n\n',
  )
  for await (const event of readEvents(body, () => heard++)) got.push(event)
  expect(got).toEqual([
    { id: '1', type: 'selling.order_paid', data: { a: 1 } },
    { id: '2', type: 'fulfilment.moved', data: { name: 'fulfilment.moved' } },
  ])
  expect(heard).toBe(4)
})
