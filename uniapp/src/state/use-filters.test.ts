import { beforeEach, expect, it, vi } from 'vitest'

const getFilters = vi.fn()
vi.mock('@/ask/shop.api', () => ({ getFilters }))
vi.mock('./tell', () => ({ tellProblem: vi.fn() }))
const { priceOf, useFilters } = await import('./use-filters')

const answer = (total: number) => ({ total, brands: [], trees: [], attributes: [], tags: [] })
beforeEach(() => getFilters.mockReset().mockResolvedValue(answer(3)))

it('sends only what is chosen: brands by |, a tree by commas, trees by semicolons', () => {
  const filters = useFilters(
    () => ({ storeId: 's' }),
    () => 2,
  )
  expect(filters.query.value).toEqual({})
  for (const brand of ['蒙牛', '伊利', '蒙牛']) filters.pickBrand(brand)
  filters.pickClass('season', 'summer')
  filters.pickClass('season', 'spring')
  filters.pickClass('origin', 'here')
  filters.pickTag('new')
  for (const one of ['cotton', 'silk']) filters.pickValue('material', one)
  filters.chosen.from = '9.9'
  expect(filters.query.value).toEqual({
    brands: '伊利',
    classes: 'summer,spring;here',
    values: 'cotton,silk',
    tags: 'new',
    priceFrom: 990,
    priceTo: undefined,
  })
  expect(filters.count.value).toBe(8)
  filters.clear()
  expect(filters.count.value).toBe(0)
  expect(getFilters).toHaveBeenLastCalledWith({ storeId: 's' })
})

it('shows the counts of the last choice, whichever answer comes first', async () => {
  const filters = useFilters(
    () => ({ storeId: 's' }),
    () => 2,
  )
  let answerLate = (_: unknown): void => undefined
  const late = new Promise((resolve) => (answerLate = resolve))
  getFilters.mockReturnValueOnce(late).mockResolvedValueOnce(answer(7))
  const [first, second] = [filters.refresh(), filters.refresh()]
  await second
  answerLate(answer(1))
  await first
  expect(filters.counts.value?.total).toBe(7)
})

it('takes prices as people type them, and nothing else', () => {
  expect([priceOf('9.9', 2), priceOf(' 12 ', 2), priceOf('500', 0)]).toEqual([990, 1200, 500])
  for (const bad of ['', 'x', '-1', '1e3', '1.234', '99999999']) expect(priceOf(bad, 2), bad).toBeUndefined()
})
