import { showPicker, type PickerColumn } from '../overlays.ts'
import type { BuiltinInstance, Loose } from '../types.ts'
import { any, elementOf, flag, text, type BuiltinDefinition } from './define.ts'

const labelsOf = (range: Loose[], key: string) => range.map((one) => String(key ? one[key] : one))

function columnsOf({ mode, range, rangeKey, value, start, end }: Record<string, Loose>): PickerColumn[] {
  if (mode === 'selector') return [{ labels: labelsOf(range ?? [], rangeKey), index: Number(value) || 0 }]
  if (mode === 'multiSelector') {
    return (range ?? []).map((one: Loose[], column: number) => ({
      labels: labelsOf(one, rangeKey),
      index: Number(value?.[column]) || 0,
    }))
  }
  if (mode === 'date' || mode === 'time')
    return [{ type: mode, text: String(value ?? ''), min: start, max: end }]
  return ['province', 'city', 'district'].map((_, index) => ({
    type: 'text',
    text: String(value?.[index] ?? ''),
  }))
}

const answerOf = (mode: string, values: (string | number)[]) =>
  mode === 'multiSelector' || mode === 'region' ? values : values[0]

function open(picker: BuiltinInstance): void {
  if (picker.data.disabled) return
  const { mode } = picker.data
  showPicker(columnsOf(picker.data), {
    title: picker.data.headerText,
    confirm(values) {
      const value = answerOf(mode, values)
      picker.setData({ value })
      picker.triggerEvent('change', { value })
    },
    cancel: () => picker.triggerEvent('cancel', {}),
    moved(column, value) {
      if (mode === 'multiSelector') picker.triggerEvent('columnchange', { column, value })
    },
  })
}

/** picker opens a sheet of HTML fields; picker-view is laid out and its changes are fired by the test. */
export function pickerBuiltins(): Record<string, BuiltinDefinition> {
  return {
    picker: {
      properties: {
        mode: { type: String, value: 'selector' },
        range: Array,
        rangeKey: text,
        value: any,
        start: text,
        end: text,
        fields: text,
        disabled: flag,
        headerText: text,
        name: text,
        customItem: text,
      },
      lifetimes: {
        attached() {
          elementOf(this)?.addEventListener('click', () => open(this))
        },
      },
    },
    'picker-view': {
      properties: { value: Array, indicatorStyle: text, indicatorClass: text, maskStyle: text },
    },
    'picker-view-column': {},
  }
}
