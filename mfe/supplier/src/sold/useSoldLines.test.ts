import { expect, it } from 'vitest'
import app from '../expose'
import en from '../words/en'
import zh from '../words/zh-cn'
import { periodsOf, soldFilter } from './useSoldLines'

const keys = (tree: object, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keys(value as object, `${path}${key}.`),
  )

it('asks for whole periods that end today', () => {
  expect(periodsOf('2026-03-02').week).toEqual({ from: '2026-02-24', to: '2026-03-02' })
  expect(periodsOf('2026-03-02').all).toEqual({})
})
it('leaves out days that are none and turns a reversed range round', () => {
  expect(soldFilter({ q: '奶', from: '2026-13-40', to: 'x' })).toEqual({
    q: '奶',
    from: undefined,
    to: undefined,
  })
  expect(soldFilter({ from: '2026-03-02', to: '2026-02-24' })).toMatchObject({
    from: '2026-02-24',
    to: '2026-03-02',
  })
})
it('is for suppliers only, in both languages', () => {
  expect(app.menu.every((entry) => String(entry.permission).startsWith('Supply:'))).toBe(true)
  expect(keys(en)).toEqual(keys(zh))
})
