import type { BuiltinInstance, GeNode } from '../types.ts'
import {
  elementOf,
  findAbove,
  findBelow,
  flag,
  nodeOf,
  number,
  tapped,
  text,
  type BuiltinDefinition,
} from './define.ts'

function chooseRadio(radio: BuiltinInstance): void {
  if (radio.data.disabled) return
  const group = findAbove(radio, 'radio-group')
  if (group)
    for (const one of findBelow(group, (node) => node.is === 'radio')) one.setData({ checked: false })
  radio.setData({ checked: true })
  group?.triggerEvent('change', { value: radio.data.value })
}

function toggleCheckbox(box: BuiltinInstance): void {
  if (box.data.disabled) return
  box.setData({ checked: !box.data.checked })
  const group = findAbove(box, 'checkbox-group')
  group?.triggerEvent('change', { value: checkedValues(group) })
}

/** The values of the checked boxes of a group. */
export function checkedValues(group: GeNode): string[] {
  return findBelow(group, (node) => node.is === 'checkbox' && node.data.checked).map(
    (node) => node.data.value,
  )
}

const choice = { value: text, checked: flag, disabled: flag, color: text, name: text, type: text }
const labelled = ['radio', 'checkbox', 'switch']

function pressLabelled(label: BuiltinInstance): void {
  const self = nodeOf(label)
  // A tap on the control itself has been answered by the control.
  for (let node = tapped.target; node && node !== self; node = node.getComposedParent?.() ?? null) {
    if (labelled.includes(node.is)) return
  }
  const named = label.data.for && (document.getElementById(label.data.for) as { __wxElement?: GeNode } | null)
  const control = named ? named.__wxElement : findBelow(self, (node) => labelled.includes(node.is))[0]
  control?.getMethodCaller?.().press?.()
}

function drawSlider(slider: BuiltinInstance): void {
  const element = elementOf(slider)
  if (!element) return
  let range = element.querySelector('input')
  if (!range) {
    range = element.ownerDocument.createElement('input')
    range.type = 'range'
    range.addEventListener('input', () => slider.triggerEvent('changing', { value: Number(range!.value) }))
    range.addEventListener('change', () => {
      slider.setData({ value: Number(range!.value) })
      slider.triggerEvent('change', { value: Number(range!.value) })
    })
    element.append(range)
  }
  const { min, max, step, value, disabled } = slider.data
  Object.assign(range, { min, max, step, disabled })
  range.value = String(value)
}

/** radio, checkbox, switch, slider and label. */
export function choiceBuiltins(): Record<string, BuiltinDefinition> {
  return {
    'radio-group': { properties: { name: text } },
    radio: {
      isPressed: true,
      properties: choice,
      methods: {
        press() {
          chooseRadio(this)
        },
      },
    },
    'checkbox-group': { properties: { name: text } },
    checkbox: {
      isPressed: true,
      properties: choice,
      methods: {
        press() {
          toggleCheckbox(this)
        },
      },
    },
    switch: {
      isPressed: true,
      properties: choice,
      methods: {
        press() {
          if (this.data.disabled) return
          this.setData({ checked: !this.data.checked })
          this.triggerEvent('change', { value: this.data.checked })
        },
      },
    },
    slider: {
      properties: {
        value: number(0),
        min: number(0),
        max: number(100),
        step: number(1),
        disabled: flag,
        name: text,
        showValue: flag,
        activeColor: text,
        backgroundColor: text,
        blockSize: number(28),
      },
      lifetimes: {
        attached() {
          drawSlider(this)
        },
      },
      observers: {
        'value,min,max,step,disabled'() {
          drawSlider(this)
        },
      },
    },
    label: {
      isPressed: true,
      properties: { for: text },
      methods: {
        press() {
          pressLabelled(this)
        },
      },
    },
  }
}
