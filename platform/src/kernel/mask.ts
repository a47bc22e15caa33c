const MOBILE = /(?<!\d)(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?!\d)/g

/** A phone number as those see it who need not call: `138****5678`; shorter numbers keep their last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '')
  if (!digits) return ''
  return digits.length >= 9 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`
}

/** A person's name as those see it who need not know: its first letter. */
export function maskName(name: string): string {
  const [first, ...rest] = [...name.trim()]
  return first ? first + '*'.repeat(Math.min(rest.length, 2)) : ''
}

/** A free text with every mobile number in it masked. */
export const maskText = (text: string): string => text.replace(MOBILE, '$1****$3')
