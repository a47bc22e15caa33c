import type { BuiltinInstance, GeNode } from '../types.ts'
import { checkedValues } from './choices.ts'
import { findBelow, flag, nodeOf, type BuiltinDefinition } from './define.ts'

const controls = ['input', 'textarea', 'switch', 'slider', 'picker', 'radio-group', 'checkbox-group']

function valueOf(control: GeNode): unknown {
  if (control.is === 'switch') return control.data.checked
  if (control.is === 'checkbox-group') return checkedValues(control)
  if (control.is === 'radio-group') {
    return findBelow(control, (node) => node.is === 'radio' && node.data.checked)[0]?.data.value ?? ''
  }
  return control.data.value
}

function namedControls(form: BuiltinInstance): GeNode[] {
  return findBelow(nodeOf(form), (node) => controls.includes(node.is) && Boolean(node.data.name))
}

function clear(control: GeNode): void {
  if (control.is === 'input' || control.is === 'textarea') control.setData({ value: '' })
  if (control.is === 'switch') control.setData({ checked: false })
  const boxes = findBelow(control, (node) => node.is === 'radio' || node.is === 'checkbox')
  for (const box of boxes) box.setData({ checked: false })
}

/** form: gathers its named controls. */
export function formBuiltins(): Record<string, BuiltinDefinition> {
  return {
    form: {
      properties: { reportSubmit: flag },
      methods: {
        submit() {
          const value = Object.fromEntries(namedControls(this).map((one) => [one.data.name, valueOf(one)]))
          this.triggerEvent('submit', { value })
        },
        reset() {
          namedControls(this).forEach(clear)
          this.triggerEvent('reset', {})
        },
      },
    },
  }
}
