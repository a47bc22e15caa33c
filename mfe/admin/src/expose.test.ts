import { expect, it } from 'vitest'
import app from './expose'
import { pageWords } from './page-words'
import enAlways from './words/en'
import zhAlways from './words/zh-cn'

const ofPages = (language: 'zh-CN' | 'en') =>
  Promise.all(Object.values(pageWords).map(async (words) => (await words[language]()).default))
const en = Object.assign({}, enAlways, ...(await ofPages('en'))) as typeof enAlways
const zh = Object.assign({}, zhAlways, ...(await ofPages('zh-CN'))) as typeof zhAlways

const keys = (tree: object, at = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${at}${key}`] : keys(value as object, `${at}${key}.`),
  )

it('has the same words in both languages, none empty', () => {
  expect(keys(en).sort()).toEqual(keys(zh).sort())
  const texts = JSON.stringify([zh, en])
  expect(texts).not.toContain('""')
  expect(texts).not.toMatch(/[@|]/) // both mean something to the message compiler
})

it('asks a permission for every page, in the menu or in the route', () => {
  const byPath = new Map(app.menu.map((entry) => [entry.path, entry.permission]))
  for (const route of app.routes)
    expect(route.meta?.['permission'] ?? byPath.get(route.path), route.path).toBeDefined()
})

it('has a word for every entry of the menu', () => {
  for (const { label } of app.menu) expect(keys(zh)).toContain(label)
})
