/** The eight digits in what was scanned or typed: the whole text of the QR (`SW1:…`), or digits with gaps. */
export function codeOf(text: string): string | undefined {
  const bare = text.trim().replace(/^SW1:/i, '').replace(/[\s-]/g, '')
  return /^\d{8}$/.test(bare) ? bare : undefined
}

/** True for the text of a pickup QR, which no barcode of goods can look like. */
export const isPickupQr = (text: string): boolean => /^SW1:\d{8}$/i.test(text.trim())

/** Digits only, at most eight, as the person types or pastes them; full-width ones of Chinese keyboards too. */
export const digitsOf = (text: string): string =>
  text
    .replace(/^\s*SW1:/i, '')
    .replace(/[\uff10-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\D/g, '')
    .slice(0, 8)

/** Groups of four, `1234 5678`. */
export const grouped = (digits: string): string => digits.replace(/^(\d{4})(?=\d)/, '$1 ')
