import { randomBytes } from 'node:crypto'
import { asWorker } from '../kernel/directory.js'
import { newId } from '../kernel/id.js'
import { seal } from '../kernel/secret.js'
import { SUPPORT } from './operators.service.js'
import { hashPassword } from './password.js'
import { base32, otpauthUri } from './totp.js'

/** What a new operator is told, once. */
export interface NewOperator {
  login: string
  password: string
  /** For typing into the authenticator app, and for its camera. */
  secret: string
  uri: string
}

/** Makes an operator, or gives one a new password and second factor. As the worker's role: the API's cannot. */
export async function keepOperator(login: string, name: string): Promise<NewOperator> {
  const password = randomBytes(18).toString('base64url')
  const secret = randomBytes(20)
  const [hash, sealed] = [await hashPassword(password), seal(secret.toString('base64'))]
  await asWorker((worker) =>
    worker.query('select ctx.keep_operator($1, $2, $3, $4, $5)', [newId(), login, name, hash, sealed]),
  )
  return {
    login: SUPPORT + login,
    password,
    secret: base32(secret),
    uri: otpauthUri('Storeweave', login, secret),
  }
}

/** Shuts an operator out everywhere within 5 s. False when there is none of this name. */
export const disableOperator = (login: string): Promise<boolean> =>
  asWorker(async (worker) => {
    const { rows } = await worker.query<{ ok: boolean }>('select ctx.disable_operator($1) as ok', [login])
    return rows[0]?.ok === true
  })
