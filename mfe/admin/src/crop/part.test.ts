import { expect, it } from 'vitest'
import { middleOf, partOf } from './part'

const whole = { width: 1200, height: 800 }
it('is the largest of its ratio, or a share of it, and stays in the picture', () => {
  const centre = { x: 600, y: 400 }
  expect(partOf(whole, 1, 1, centre)).toEqual({ left: 200, top: 0, width: 800, height: 800 })
  expect(partOf(whole, 3 / 4, 0.5, centre)).toEqual({ left: 450, top: 200, width: 300, height: 400 })
  expect(partOf(whole, 1, 0.5, { x: -50, y: 9999 })).toEqual({ left: 0, top: 400, width: 400, height: 400 })
  expect(partOf({ width: 3, height: 1 }, 1, 0.1, { x: 3, y: 1 })).toEqual({
    left: 2,
    top: 0,
    width: 1,
    height: 1,
  })
  expect(middleOf(partOf(whole, 1, 0.5, { x: 500, y: 300 }))).toEqual({ x: 500, y: 300 })
})
