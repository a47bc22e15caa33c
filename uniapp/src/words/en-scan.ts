import type { zhScan } from './zh-scan'

export const enScan: Record<keyof typeof zhScan, string> = {
  'title.scanBuy': 'Scan and buy',
  'scanBuy.enter': 'Scan & buy',
  'scanBuy.hint': 'Point at a barcode: what is read goes into the cart',
  'scanBuy.added': 'Added, now {count}',
  'scanBuy.undo': 'Undo',
  'scanBuy.undone': 'Taken out again',
  'scanBuy.unknown': 'This store has nothing with barcode {barcode}',
  'scanBuy.short': 'Not enough left: {count}',
  'scanBuy.waiting': 'Scans not sent yet: {count}',
  'scanBuy.again': 'Try again',
  'scanBuy.refused': 'No camera to be had; type the digits below the barcode',
  'scanBuy.type': 'Barcode',
  'scanBuy.typeHint': 'Digits below it',
  'scanBuy.typeWrong': 'Enter 8 to 14 digits',
  'scanBuy.put': 'Add',
  'scanBuy.none': 'Nothing scanned yet',
  'scanBuy.list': 'Scanned now',
  'scanBuy.toCart': 'Go to cart',
  'label.unknown': 'This code leads to no product',
  'label.unknownHint': 'The product or the store may be gone; have a look at the shop',
}
