import { hash, verify } from '@node-rs/argon2'
import { dictionary } from '@zxcvbn-ts/language-common'
import type { ErrorCode, PasswordRules } from '@storeweave/contract'
import { Fault } from '../kernel/fault.js'

/** Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane). */
export const argon2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hashPassword = (password: string): Promise<string> => hash(password, argon2)
/** True when the password matches; a missing hash costs the same time, so that names can't be told apart. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no such person')
  const matches = await verify(stored ?? (await decoy), password)
  return stored !== undefined && matches
}
let decoy: Promise<string> | undefined

/** Common in China and not in the international list of leaked passwords. */
const CHINESE = [
  'woaini1314',
  'woaini520',
  'woaini521',
  'woaini123',
  'woaiwojia',
  'woaiwoziji',
  'wodemima',
  'mima1234',
  'nihao123',
  'admin888',
  'qq123456',
  'aini1314',
  'buzhidao',
  'zhangwei',
  'a5201314',
  'w5201314',
  'q1w2e3r4t5',
  'abc123456',
  '1314520520',
  '520131420',
]
let leaked: ReadonlySet<string> | undefined

const SORTS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}\s]/u]
const SORTS_MIN = 3

/**
 * Refuses a password that stands in the lists of leaked ones, holds the login (ASVS 6.2.4, 6.2.11), or falls short of
 * the brand's own rules.
 */
export function mustBeHardToGuess(
  password: string,
  login: string,
  { lengthMin, mixed }: Pick<PasswordRules, 'lengthMin' | 'mixed'>,
): void {
  leaked ??= new Set([...dictionary['passwords-common'], ...CHINESE])
  const lower = password.toLowerCase()
  if (leaked.has(lower)) throw passwordFault('people.password_common')
  if (lower.includes(login.toLowerCase())) throw passwordFault('people.password_has_login')
  if ([...password].length < lengthMin) throw passwordFault('people.password_short', { least: lengthMin })
  if (mixed && SORTS.filter((sort) => sort.test(password)).length < SORTS_MIN)
    throw passwordFault('people.password_plain')
}

/** A refusal that stands at the field of the new password. */
export const passwordFault = (code: ErrorCode, args: Record<string, unknown> = {}): Fault =>
  new Fault(code, args, [{ path: 'password', code, message: code }])
