import type { SheetFormat } from '@storeweave/contract'
import { SHEET_TYPES } from './write-sheet.js'

/** Headers of a sheet that is saved under a name; what isn't ASCII in it is written as RFC 8187 says. */
export const headers = (name: string, format: SheetFormat): Record<string, string> => {
  const file = `${name}.${format}`
  const plain = file.replace(/[^\w.-]+/g, '-')
  return {
    'content-type': SHEET_TYPES[format],
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
}
