/** Signs of a unified social credit code: no I, O, S, V, Z, which look like digits (GB 32100-2015). */
const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The eighteenth sign that the first seventeen ask for; undefined where one of them is no sign of such a code. */
export function creditCodeCheck(first17: string): string | undefined {
  const values = [...first17].map((sign) => SIGNS.indexOf(sign))
  if (values.length !== WEIGHTS.length || values.includes(-1)) return undefined
  const sum = values.reduce((total, value, at) => total + value * WEIGHTS[at]!, 0)
  return SIGNS[(31 - (sum % 31)) % 31]
}

/** True for a unified social credit code whose check sign is right. */
export const isCreditCode = (code: string): boolean =>
  code.length === 18 && creditCodeCheck(code.slice(0, 17)) === code[17]
