import { expect, it } from 'vitest'
import { defineApp, type AppSpec } from './define-app'

const component = { render: () => null }
const spec = (change: Partial<AppSpec> = {}): AppSpec => ({
  name: 'admin',
  routes: [
    { path: '/', name: 'admin.home', component },
    { path: '/orders/:id?', name: 'admin.orders', component },
  ],
  menu: [{ group: 'sell', path: '/orders', label: 'menu.orders', permission: 'Order:read' }],
  messages: { 'zh-CN': () => Promise.resolve({}), en: () => Promise.resolve({}) },
  ...change,
})

it('hands the app on, marked and frozen', () => {
  const app = defineApp(spec())
  expect(app.kit).toBe(1)
  expect(Object.isFrozen(app)).toBe(true)
})
it('refuses a route without a leading slash', () => {
  expect(() => defineApp(spec({ routes: [{ path: 'x', component }], menu: [] }))).toThrow('must begin with /')
})
it('refuses a route name of another app', () => {
  expect(() => defineApp(spec({ routes: [{ path: '/', name: 'pos.home', component }], menu: [] }))).toThrow(
    'admin.',
  )
})
it('refuses a menu entry that leads nowhere', () => {
  expect(() => defineApp(spec({ menu: [{ group: 'sell', path: '/nowhere', label: 'x' }] }))).toThrow(
    'has no route',
  )
})
