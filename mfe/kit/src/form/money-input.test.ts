import { createApp, h, nextTick, ref } from 'vue'
import { expect, it } from 'vitest'
import { setLocale } from '../words/i18n'
import MoneyInput from './MoneyInput.vue'

async function show(start: number | undefined, limits: { min?: number; max?: number } = {}) {
  await setLocale('zh-CN')
  const amount = ref<number | undefined>(start)
  const host = document.createElement('div')
  createApp({
    render: () =>
      h(MoneyInput, {
        modelValue: amount.value,
        ...limits,
        'onUpdate:modelValue': (v?: number) => (amount.value = v),
      }),
  }).mount(host)
  const input = host.querySelector('input')!
  const type = async (text: string) => {
    input.value = text
    input.dispatchEvent(new Event('input'))
    await nextTick()
  }
  const leave = async () => {
    input.dispatchEvent(new FocusEvent('blur'))
    await nextTick()
  }
  return { amount, host, input, type, leave }
}

it('shows fen as money and hands fen on', async () => {
  const { amount, input, type } = await show(1280)
  expect(input.value).toBe('12.80')
  await type('0.29')
  expect(amount.value).toBe(29)
  await type('1,280.5')
  expect(amount.value).toBe(128050)
})
it('understands full-width digits, and keeps what is being typed', async () => {
  const { amount, input, type, leave } = await show(undefined)
  await type('１２。５')
  expect(amount.value).toBe(1250)
  expect(input.value).toBe('12.5')
  await leave()
  expect(input.value).toBe('12.50')
})
it('gives nothing for what is no amount, and says so on leaving', async () => {
  const { amount, host, type, leave } = await show(100)
  await type('1.234')
  expect(amount.value).toBeUndefined()
  expect(host.querySelector('[role=alert]')).toBeNull()
  await leave()
  expect(host.querySelector('[role=alert]')!.textContent).toContain('两位小数')
})
it('says which bound was crossed', async () => {
  const { host, type, leave } = await show(undefined, { min: 100, max: 500 })
  await type('9')
  await leave()
  expect(host.querySelector('[role=alert]')!.textContent).toContain('¥5.00')
})
