/** Check digit of the first 12 digits of an EAN-13. */
export function checkDigit(twelve: string): number {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(twelve[i]) * (i % 2 === 0 ? 1 : 3)
  return (10 - (sum % 10)) % 10
}

/** EAN-13 from a prefix and a running number, padded to 12 digits plus the check digit. */
export function ean13(prefix: string, number: number): string {
  const twelve = prefix + String(number).padStart(12 - prefix.length, '0')
  if (!/^\d{12}$/.test(twelve)) throw new Error(`no EAN-13 from ${prefix} and ${number}`)
  return twelve + checkDigit(twelve)
}

/** Whether a text is an EAN-13 with a right check digit. */
export function isEan13(code: string): boolean {
  return /^\d{13}$/.test(code) && checkDigit(code.slice(0, 12)) === Number(code[12])
}
