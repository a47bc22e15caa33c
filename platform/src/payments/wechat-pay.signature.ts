import {
  constants,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  publicEncrypt,
  randomBytes,
  type KeyObject,
} from 'node:crypto'

const TAG_BYTES = 16
const SKEW_SECONDS_MAX = 300
/** WeChat Pay sends probes with this beginning to see whether a merchant really checks. */
const PROBE = 'WECHATPAY/SIGNTEST/'

export const nonce = (): string => randomBytes(16).toString('hex')

const KEYS_MAX = 2_000
const keys = new Map<string, KeyObject>()
/** Keys as read from their text: reading one costs more than checking a signature with it. */
function keyOf(pem: string, read: (pem: string) => KeyObject): KeyObject {
  let key = keys.get(pem)
  if (!key) {
    if (keys.size >= KEYS_MAX) keys.clear()
    keys.set(pem, (key = read(pem)))
  }
  return key
}

/** RSA-SHA256 of a text, in base64. */
export const sign = (message: string, privateKeyPem: string): string =>
  createSign('RSA-SHA256').update(message, 'utf8').sign(keyOf(privateKeyPem, createPrivateKey), 'base64')

export interface Signed {
  timestamp: string
  nonce: string
  signature: string
  serial: string
}

/**
 * True when an answer or callback was signed by the platform key we trust, over these very bytes, at most five
 * minutes away from `now`. Never throws.
 */
export function isGenuine(
  headers: Signed,
  body: Buffer,
  now: Date,
  trusted: { serial: string; publicKeyPem: string },
): boolean {
  if (headers.serial !== trusted.serial || headers.signature.startsWith(PROBE)) return false
  if (
    !/^\d{10}$/.test(headers.timestamp) ||
    Math.abs(now.getTime() / 1000 - Number(headers.timestamp)) > SKEW_SECONDS_MAX
  )
    return false
  try {
    const message = Buffer.concat([
      Buffer.from(`${headers.timestamp}\n${headers.nonce}\n`),
      body,
      Buffer.from('\n'),
    ])
    return createVerify('RSA-SHA256')
      .update(message)
      .verify(keyOf(trusted.publicKeyPem, createPublicKey), headers.signature, 'base64')
  } catch {
    return false // a key or signature that can't even be read proves nothing
  }
}

/** The Authorization header of a request; `target` is path and query as sent. */
export function authorization(
  method: string,
  target: string,
  body: string,
  at: Date,
  merchant: { mchId: string; merchantSerial: string; merchantPrivateKeyPem: string },
): string {
  const timestamp = Math.floor(at.getTime() / 1000)
  const nonceText = nonce()
  const signature = sign(
    `${method}\n${target}\n${timestamp}\n${nonceText}\n${body}\n`,
    merchant.merchantPrivateKeyPem,
  )
  return `WECHATPAY2-SHA256-RSA2048 mchid="${merchant.mchId}",nonce_str="${nonceText}",signature="${signature}",timestamp="${timestamp}",serial_no="${merchant.merchantSerial}"`
}

/** A name that only WeChat Pay can read: RSA-OAEP (SHA-1) under its public key, in base64. */
export const sealName = (name: string, platformPublicKeyPem: string): string =>
  publicEncrypt(
    { key: keyOf(platformPublicKeyPem, createPublicKey), padding: constants.RSA_PKCS1_OAEP_PADDING },
    Buffer.from(name, 'utf8'),
  ).toString('base64')

export interface SealedResource {
  ciphertext: string
  nonce: string
  associated_data?: string
}

/** Opens AEAD_AES_256_GCM under the APIv3 key; the tag is the last 16 bytes. Throws when anything was altered. */
export function openResource(
  { ciphertext, nonce: iv, associated_data: extra = '' }: SealedResource,
  apiV3Key: string,
): string {
  const bytes = Buffer.from(ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(iv, 'utf8'), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  decipher.setAAD(Buffer.from(extra, 'utf8'))
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
}
