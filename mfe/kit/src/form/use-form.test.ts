import { createApp, type App } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import { afterEach, expect, it, vi } from 'vitest'
import { Problem } from '../ask/problem'
import { question } from '../overlay/messages'
import { setLocale } from '../words/i18n'
import { required, useForm, type Form } from './use-form'

interface Values {
  name: string
  price: number
}
let app: App | undefined
/** The form of the page that was shown last. */
const made = {} as { form: Form<Values> }
afterEach(() => app?.unmount())

async function show(write: (key: string, values: Values) => Promise<unknown>) {
  await setLocale('zh-CN')
  let form!: Form<Values>
  const page = {
    setup() {
      made.form = form = useForm<Values>({ name: '', price: 100 }, write, { name: required('名称') })
      return () => null
    },
  }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: page },
      { path: '/one/:id', component: page },
      { path: '/away', component: { render: () => null } },
    ],
  })
  app = createApp(RouterView).use(router)
  await router.push('/')
  app.mount(document.createElement('div'))
  return { form, router }
}

it('does not send what its checks refuse', async () => {
  const write = vi.fn(() => Promise.resolve())
  const { form } = await show(write)
  expect(await form.submit()).toBe(false)
  expect(form.faults['name']).toBe('请填写名称')
  expect(write).not.toHaveBeenCalled()
})

it('puts refusals of the server on their fields', async () => {
  const errors = [{ path: 'price', code: 'too_low', message: '价格太低' }]
  const { form } = await show(() =>
    Promise.reject(new Problem({ status: 422, code: 'request.invalid', errors })),
  )
  form.values.name = 'a'
  expect(await form.submit()).toBe(false)
  expect(form.faults).toEqual({ price: '价格太低' })
  expect(form.problem?.status).toBe(422)
  expect(form.dirty).toBe(true)
})

it('is clean after it was accepted, and then lets go without a question', async () => {
  const { form, router } = await show(() => Promise.resolve())
  form.values.name = 'a'
  expect(await form.submit()).toBe(true)
  expect(form.dirty).toBe(false)
  await router.push('/away')
  expect(router.currentRoute.value.path).toBe('/away')
})

it('asks before another thing of the same kind takes its place, not for a word behind the address', async () => {
  const { router } = await show(() => Promise.resolve())
  await router.push('/one/a')
  made.form.values.price = 5
  await router.push('/one/a?tab=2')
  expect([router.currentRoute.value.fullPath, question.value]).toEqual(['/one/a?tab=2', undefined])
  const going = router.push('/one/b')
  await vi.waitUntil(() => question.value !== undefined)
  question.value!.answer(false)
  await going
  expect(router.currentRoute.value.path).toBe('/one/a')
})

it('asks before changes are lost, and stays when told so', async () => {
  const { form, router } = await show(() => Promise.resolve())
  form.values.price = 5
  const going = router.push('/away')
  await vi.waitUntil(() => question.value !== undefined)
  question.value!.answer(false)
  await going
  expect(router.currentRoute.value.path).toBe('/')
  expect(form.values.price).toBe(5)
})
