import type { BuiltinInstance } from '../types.ts'
import { any, elementOf, flag, number, text, type BuiltinDefinition } from './define.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

const keyboards: Record<string, string> = { number: 'numeric', digit: 'decimal', tel: 'tel', idcard: 'text' }

function syncField(instance: BuiltinInstance): void {
  const field = elementOf(instance) as Field | null
  if (!field) return
  const { value, placeholder, disabled, maxlength, password, type, focus } = instance.data
  if (field.value !== String(value ?? '')) field.value = String(value ?? '')
  field.placeholder = placeholder
  field.disabled = disabled
  if (maxlength > 0) field.maxLength = maxlength
  if (field instanceof HTMLInputElement) field.type = password ? 'password' : 'text'
  if (keyboards[type]) field.inputMode = keyboards[type]
  if (focus && document.activeElement !== field) field.focus()
}

function wireField(instance: BuiltinInstance): void {
  const field = elementOf(instance) as Field | null
  if (!field) return
  const listen = (name: string, answer: (event: Event) => void) => field.addEventListener(name, answer)
  const tell = (name: string, more: object = {}) =>
    instance.triggerEvent(name, { value: field.value, cursor: field.selectionStart, ...more })
  listen('input', () => {
    instance.data.value = field.value
    tell('input', { keyCode: 0 })
  })
  listen('focus', () => tell('focus', { height: 0 }))
  listen('blur', () => tell('blur'))
  listen('keydown', (event) => {
    const isDone = (event as KeyboardEvent).key === 'Enter' && field instanceof HTMLInputElement
    if (isDone) tell('confirm')
  })
  syncField(instance)
}

const shared = {
  value: { type: String, value: '' },
  placeholder: text,
  placeholderStyle: text,
  placeholderClass: text,
  disabled: flag,
  maxlength: number(140),
  focus: flag,
  name: text,
  type: text,
  cursorSpacing: any,
  adjustPosition: any,
  confirmType: text,
  confirmHold: flag,
}

const field = (more: object): BuiltinDefinition => ({
  properties: { ...shared, ...more },
  lifetimes: {
    attached() {
      wireField(this)
    },
  },
  observers: {
    'value,placeholder,disabled,maxlength,password,focus'() {
      syncField(this)
    },
  },
})

/** input and textarea: the real HTML fields with WeChat's events. */
export function textInputBuiltins(): Record<string, BuiltinDefinition> {
  return {
    input: field({ password: flag, type: { type: String, value: 'text' } }),
    textarea: field({ autoHeight: flag, fixed: flag, showConfirmBar: any, disableDefaultPadding: flag }),
  }
}
