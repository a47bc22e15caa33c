import { beforeEach, expect, it, vi } from 'vitest'

const sendPicture = vi.fn()
const choosePictures = vi.fn()
const tell = vi.fn()
vi.mock('@/ask/reviews.api', () => ({ sendPicture }))
vi.mock('@/device/pictures', () => ({ choosePictures }))
vi.mock('@/state/tell', () => ({ tell }))
vi.mock('@/ask/problem', () => ({ wordsOf: () => 'no' }))
const { usePictures } = await import('./use-pictures')

const chosen = (path: string) => ({
  path,
  read: () => Promise.resolve({ bytes: new ArrayBuffer(1), type: 'image/jpeg' }),
})
beforeEach(() => {
  for (const fake of [sendPicture, choosePictures, tell]) fake.mockReset()
})

it('sends what was chosen one after the other, under the ids the server gave, nine at most', async () => {
  let under = 0
  sendPicture.mockImplementation(async (lineId: string) => {
    expect([lineId, ++under]).toEqual(['line', 1])
    await Promise.resolve()
    under--
    return { id: `m${sendPicture.mock.calls.length}` }
  })
  const review = usePictures(() => 'line')
  choosePictures.mockResolvedValueOnce(['a', 'b'].map(chosen))
  await review.add()
  expect([review.ids.value, review.room.value, review.busy.value]).toEqual([['m1', 'm2'], 7, false])
  choosePictures.mockResolvedValueOnce([...'cdefghijk'].map(chosen))
  await review.add()
  expect(choosePictures).toHaveBeenLastCalledWith(7)
  expect([review.ids.value.length, review.room.value]).toEqual([9, 0])
  review.remove(0)
  expect(review.ids.value[0]).toBe('m2')
})

it('says why one was not taken, keeps the others, and sends it again when asked', async () => {
  sendPicture.mockRejectedValueOnce(new Error('no')).mockResolvedValue({ id: 'm' })
  const review = usePictures(() => 'line')
  choosePictures.mockResolvedValueOnce(['a', 'b'].map(chosen))
  await review.add()
  expect([review.failed.value, review.ids.value, tell.mock.calls]).toEqual([true, ['m'], [['no']]])
  review.again(0)
  await vi.waitFor(() => expect(review.ids.value).toEqual(['m', 'm']))
  expect([review.failed.value, review.busy.value]).toEqual([false, false])
})
