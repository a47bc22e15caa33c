import { hash, verify } from '@node-rs/argon2'

/** Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane). */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
export const hashPassword = (password: string): Promise<string> => hash(password, options)
/** True when the password matches; a missing hash costs the same time, so that names can't be told apart. */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword('no such person')
  const matches = await verify(stored ?? (await decoy), password)
  return stored !== undefined && matches
}
let decoy: Promise<string> | undefined
