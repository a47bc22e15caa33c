import {
  constants,
  createCipheriv,
  createDecipheriv,
  createSign,
  createVerify,
  privateDecrypt,
  randomBytes,
  type KeyLike,
} from 'node:crypto'

/** The text WeChat Pay signs on answers and callbacks: timestamp, nonce and the raw body, a line each. */
export function signatureMessage(timestamp: string, nonce: string, body: string): string {
  return `${timestamp}\n${nonce}\n${body}\n`
}

/** The text a merchant signs on a request; `url` is path and query as sent. */
export function requestMessage(
  method: string,
  url: string,
  timestamp: string,
  nonce: string,
  body: string,
): string {
  return `${method}\n${url}\n${timestamp}\n${nonce}\n${body}\n`
}

/** The text a merchant signs for `wx.requestPayment` (paySign); `pack` is `prepay_id=…`. */
export function paySignMessage(appId: string, timestamp: string, nonce: string, pack: string): string {
  return `${appId}\n${timestamp}\n${nonce}\n${pack}\n`
}

/** RSA-SHA256 signature in base64. */
export function signText(message: string, privateKey: KeyLike): string {
  return createSign('RSA-SHA256')
    .update(message, 'utf8')
    .sign({ key: privateKey as string, padding: constants.RSA_PKCS1_PADDING }, 'base64')
}

/** True when `signature` (base64) is the RSA-SHA256 signature of the message; never throws. */
export function verifyText(message: string, signature: string, publicKey: KeyLike): boolean {
  try {
    return createVerify('RSA-SHA256')
      .update(message, 'utf8')
      .verify(publicKey as string, signature, 'base64')
  } catch {
    return false
  }
}

export interface Sealed {
  algorithm: 'AEAD_AES_256_GCM'
  ciphertext: string
  associated_data: string
  nonce: string
}

/** Encrypts as AEAD_AES_256_GCM with the 32-byte APIv3 key; the tag is the last 16 bytes of the cipher text. */
export function seal(plain: string, apiV3Key: string, associatedData: string): Sealed {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(nonce, 'utf8'))
  cipher.setAAD(Buffer.from(associatedData, 'utf8'))
  const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: bytes.toString('base64'),
    associated_data: associatedData,
    nonce,
  }
}

/** Opens what `seal` closed; throws when key, nonce, associated data or text do not belong together. */
export function unseal(sealed: Sealed, apiV3Key: string): string {
  const bytes = Buffer.from(sealed.ciphertext, 'base64')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(apiV3Key, 'utf8'),
    Buffer.from(sealed.nonce, 'utf8'),
  )
  decipher.setAuthTag(bytes.subarray(-16))
  decipher.setAAD(Buffer.from(sealed.associated_data, 'utf8'))
  return decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
}

/** Opens a text that was sealed for us with RSA-OAEP; undefined when it was not. */
export function unsealText(sealed: string, privateKey: string): string | undefined {
  try {
    const key = { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING }
    return privateDecrypt(key, Buffer.from(sealed, 'base64')).toString('utf8')
  } catch {
    return undefined
  }
}

export interface Authorization {
  scheme: string
  mchid: string
  serial_no: string
  nonce_str: string
  timestamp: string
  signature: string
}

/** Takes an Authorization header apart; undefined when a part is missing. */
export function parseAuthorization(header: string | undefined): Authorization | undefined {
  const scheme = header?.split(' ', 1)[0]
  if (!header || !scheme) return undefined
  const parts = Object.fromEntries([...header.matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1], m[2]]))
  const { mchid, serial_no, nonce_str, timestamp, signature } = parts as Partial<Authorization>
  if (!mchid || !serial_no || !nonce_str || !timestamp || !signature) return undefined
  return { scheme, mchid, serial_no, nonce_str, timestamp, signature }
}

/** RFC 3339 in Beijing time to the second, as WeChat Pay writes times. */
export function beijing(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19) + '+08:00'
}
