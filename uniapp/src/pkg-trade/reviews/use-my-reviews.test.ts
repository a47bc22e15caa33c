import { beforeEach, expect, it, vi } from 'vitest'

const allMyReviews = vi.fn()
const withdrawReview = vi.fn()
const confirm = vi.fn()
const tell = vi.fn()
const tellProblem = vi.fn()
vi.mock('@/ask/reviews.api', () => ({ allMyReviews, withdrawReview }))
vi.mock('@/ask/problem', () => ({ wordsOf: () => 'no' }))
vi.mock('@/words', () => ({ t: (key: string) => key }))
vi.mock('@/state/tell', () => ({ confirm, tell, tellProblem }))
const { useMyReviews } = await import('./use-my-reviews')

const page = (nextCursor: string | null, ...ids: string[]) => ({
  items: ids.map((id) => ({ id })),
  nextCursor,
})
beforeEach(() => {
  for (const fake of [allMyReviews, withdrawReview, confirm, tell, tellProblem]) fake.mockReset()
})

it('reads page after page until there is no more', async () => {
  allMyReviews.mockResolvedValueOnce(page('next', 'c', 'b')).mockResolvedValueOnce(page(null, 'a'))
  const mine = useMyReviews()
  await mine.restart()
  await mine.more()
  await mine.more()
  expect(mine.items.value.map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  expect(allMyReviews.mock.calls).toEqual([[undefined], ['next']])
})

it('takes one back only when the shopper says so, and shows what became of it', async () => {
  allMyReviews.mockResolvedValue(page(null, 'a'))
  const mine = useMyReviews()
  await mine.restart()
  const [one] = mine.items.value
  confirm.mockResolvedValueOnce(false)
  await mine.withdraw(one!)
  expect(withdrawReview).not.toHaveBeenCalled()
  confirm.mockResolvedValueOnce(true)
  await mine.withdraw(one!)
  expect(withdrawReview.mock.calls).toEqual([['a']])
  expect([allMyReviews.mock.calls.length, tell.mock.calls.length, mine.busyWith.value]).toEqual([2, 1, ''])
})

it('says why one was not taken back, and leaves it', async () => {
  allMyReviews.mockResolvedValue(page(null, 'a'))
  confirm.mockResolvedValueOnce(true)
  withdrawReview.mockRejectedValueOnce(new Error('no'))
  const mine = useMyReviews()
  await mine.restart()
  await mine.withdraw(mine.items.value[0]!)
  expect([tellProblem.mock.calls.length, mine.items.value.length, mine.busyWith.value]).toEqual([1, 1, ''])
})
