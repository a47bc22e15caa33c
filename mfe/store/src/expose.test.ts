import { expect, it } from 'vitest'
import app from './expose'
import en from './words/en'
import zh from './words/zh-cn'

const keys = (tree: object, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : keys(value as object, `${path}${key}.`),
  )

it('names a permission for every page', () => {
  const [root] = app.routes
  expect(app.menu.every((entry) => entry.permission)).toBe(true)
  const pages = root!.children!.filter((one) => one.path !== '')
  expect(pages.every((page) => page.meta?.['permission'])).toBe(true)
  // a page below another stands in no menu
  for (const child of pages.filter((one) => !one.path.includes('/')))
    expect(child.meta?.['permission']).toBe(
      app.menu.find((entry) => entry.path === `/${child.path}`)?.permission,
    )
})
it('says everything in both languages', () => {
  expect(keys(en)).toEqual(keys(zh))
})
