import { keyText } from '@storeweave/kit'

const SHORT: Record<string, string> = { Escape: 'Esc', Delete: 'Del', shift: 'Shift', alt: 'Alt', '-': '−' }

/** A key as it is printed on keyboards: `Shift Del`, `Alt 1`, `Ctrl Z`. */
export const keyName = (key: string): string =>
  key === '+'
    ? key
    : key
        .split('+')
        .map((part) => SHORT[part] ?? keyText(part))
        .join(' ')
