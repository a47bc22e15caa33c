import type zh from './words.zh-cn'

const words: typeof zh = {
  title: 'Shelf labels',
  which: 'Which products',
  picked: 'Chosen products: {count}',
  all: 'Everything this store sells',
  sheet: 'Paper',
  sheets: {
    a4_24: 'A4 stickers (24, 70 × 37 mm)',
    a6: 'A6 shelf card',
    roll_58: '58 mm roll (58 × 40 mm)',
    roll_80: '80 mm roll (80 × 50 mm)',
  },
  locale: 'Language of the labels',
  zh: '中文',
  en: 'English',
  code: 'Scan to buy',
  codes: { mini_program: 'WeChat mini-program code', web: 'QR code for browsers', none: 'No code' },
  codeHint: 'A scan opens this product in this store.',
  instead: 'While WeChat is down, print QR codes for browsers',
  preview: 'First sheet',
  counts: 'Labels: {labels} · Sheets: {sheets}',
  onPrinting: 'Mini-program code',
  make: 'Make the PDF',
  making: 'Making the labels…',
  fetching: 'Getting mini-program codes, {done} of {total}',
  done: 'Labels made: {count}',
  pricesOf: 'With this store’s prices of',
  fellBack: 'With a QR code for browsers, since WeChat gave no code: {count}.',
  download: 'Download the PDF',
  again: 'Print more',
}
export default words
