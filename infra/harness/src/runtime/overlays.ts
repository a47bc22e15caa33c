/** One wheel of a picker: labels to choose from, or a field of a kind. */
export type PickerColumn =
  { labels: string[]; index: number } | { type: string; text: string; min?: string; max?: string }

interface PickerAnswers {
  title?: string
  confirm(values: (string | number)[]): void
  cancel(): void
  moved(column: number, value: number): void
}

const make = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string, content = '') => {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = content
  return element
}

const place = () => document.getElementById('mp-overlays')!

function makeButton(label: string, className: string, press: () => void): HTMLButtonElement {
  const button = make('button', className, label)
  button.addEventListener('click', press)
  return button
}

/** Shows a toast (or a loading sign) in place of the last one; it stays until `hideToast`. */
export function showToast(title: string, icon: string): void {
  hideToast()
  const toast = make('div', 'mp-toast', title)
  toast.dataset.icon = icon
  toast.setAttribute('role', 'status')
  place().append(toast)
}

/** Takes the toast away. */
export function hideToast(): void {
  place().querySelector('.mp-toast')?.remove()
}

/** What a dialog says and how its buttons are called. */
export interface DialogText {
  title?: string
  content?: string
  confirmText?: string
  cancelText?: string
  showCancel?: boolean
  editable?: boolean
  placeholderText?: string
}

/** Shows a dialog and waits for one of its buttons. */
export function showDialog(
  words: DialogText,
): Promise<{ confirm: boolean; cancel: boolean; content?: string }> {
  return new Promise((resolve) => {
    const dialog = make('div', 'mp-dialog')
    dialog.setAttribute('role', 'dialog')
    if (words.title) dialog.append(make('strong', '', words.title))
    const field = make('input', 'mp-dialog-field')
    field.placeholder = words.placeholderText ?? ''
    field.value = words.content ?? ''
    dialog.append(words.editable ? field : make('p', '', words.content ?? ''))
    const answer = (confirm: boolean) => {
      dialog.remove()
      resolve({ confirm, cancel: !confirm, ...(words.editable ? { content: field.value } : {}) })
    }
    if (words.showCancel !== false) {
      dialog.append(makeButton(words.cancelText ?? '取消', 'mp-dialog-cancel', () => answer(false)))
    }
    dialog.append(makeButton(words.confirmText ?? '确定', 'mp-dialog-confirm', () => answer(true)))
    place().append(dialog)
  })
}

/** Shows a list of actions; rejects with `cancel` when none is taken. */
export function showActions(labels: string[]): Promise<{ tapIndex: number }> {
  return new Promise((resolve, reject) => {
    const sheet = make('div', 'mp-sheet')
    sheet.setAttribute('role', 'dialog')
    labels.forEach((label, tapIndex) =>
      sheet.append(
        makeButton(label, 'mp-action', () => {
          sheet.remove()
          resolve({ tapIndex })
        }),
      ),
    )
    sheet.append(
      makeButton('取消', 'mp-action', () => {
        sheet.remove()
        reject(new Error('cancel'))
      }),
    )
    place().append(sheet)
  })
}

function makeColumn(column: PickerColumn): HTMLSelectElement | HTMLInputElement {
  if ('labels' in column) {
    const wheel = make('select', 'mp-wheel')
    column.labels.forEach((label, index) => wheel.append(new Option(label, String(index))))
    wheel.value = String(column.index)
    return wheel
  }
  const field = make('input', 'mp-wheel')
  field.type = column.type
  field.min = column.min ?? ''
  field.max = column.max ?? ''
  field.value = column.text
  return field
}

/** Shows the sheet of a picker: one HTML field for each wheel, 取消 and 确定. */
export function showPicker(
  columns: PickerColumn[],
  { title = '', confirm, cancel, moved }: PickerAnswers,
): void {
  const sheet = make('div', 'mp-sheet mp-picker')
  sheet.setAttribute('role', 'dialog')
  const fields = columns.map(makeColumn)
  fields.forEach((field, index) => field.addEventListener('change', () => moved(index, Number(field.value))))
  const close = (then: () => void) => () => {
    sheet.remove()
    then()
  }
  const values = () =>
    fields.map((field, index) => ('labels' in columns[index] ? Number(field.value) : field.value))
  sheet.append(
    makeButton('取消', 'mp-picker-cancel', close(cancel)),
    make('span', '', title),
    makeButton(
      '确定',
      'mp-picker-confirm',
      close(() => confirm(values())),
    ),
    ...fields,
  )
  place().append(sheet)
}
