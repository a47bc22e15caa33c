/** What the QR of a verification code says. */
export const qrOf = (code: string): string => `SW1:${code}`

/** A used code as lists show it: enough to recognise, too little to use. */
export const maskCode = (code: string): string => `****${code.slice(-4)}`
