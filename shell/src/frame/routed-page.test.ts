import { createApp, defineComponent, h, nextTick, ref, type App } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { afterEach, expect, it } from 'vitest'
import RoutedPage from './RoutedPage.vue'

let app: App | undefined
afterEach(() => app?.unmount())

/** Remembers the id it was opened with, as a page does that reads its thing once. */
const page = defineComponent({
  props: { id: { type: String, required: true } },
  setup(props) {
    const typed = ref(`typed about ${props.id}`)
    return () => h('p', typed.value)
  },
})
let frames = 0
const frame = {
  setup() {
    const made = ++frames
    return () => h('main', [`frame ${made} `, h(RouterView)])
  },
}

async function open(path: string) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/products/:id', component: page, props: true },
      { path: '/store', component: frame, children: [{ path: 'orders/:id', component: page, props: true }] },
    ],
  })
  app = createApp(RoutedPage).use(router)
  const root = document.createElement('div')
  await router.push(path)
  app.mount(root)
  return { root, go: (to: string) => router.push(to).then(() => nextTick()) }
}

it('another product is another page: nothing of the first is left on it', async () => {
  const { root, go } = await open('/products/a')
  expect(root.textContent).toBe('typed about a')
  await go('/products/b')
  expect(root.textContent).toBe('typed about b')
})

it('what is asked of a list behind its address leaves the page as it stands', async () => {
  const { root, go } = await open('/products/a')
  const shown = root.querySelector('p')
  await go('/products/a?state=draft#history')
  expect(root.querySelector('p')).toBe(shown)
})

it('a frame around pages stays while they change', async () => {
  const { root, go } = await open('/store/orders/a')
  const made = root.textContent
  await go('/store/orders/a?tab=2')
  expect(root.textContent).toBe(made)
})
