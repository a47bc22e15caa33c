import { createPublicKey, createSign, randomBytes } from 'node:crypto'

/** One DER element; long lengths take the multi-byte form. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length: number[] = []
  for (let n = body.length; n > 0; n >>= 8) length.unshift(n & 0xff)
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length, ...length]), body])
}

const SEQUENCE = 0x30
const SHA256_WITH_RSA = der(
  SEQUENCE,
  der(0x06, Buffer.from('2a864886f70d01010b', 'hex')),
  der(0x05, Buffer.alloc(0)),
)

/** A distinguished name of organisation and common name. */
function name(organisation: string, commonName: string): Buffer {
  const part = (oid: string, text: string) =>
    der(0x31, der(SEQUENCE, der(0x06, Buffer.from(oid, 'hex')), der(0x0c, Buffer.from(text, 'utf8'))))
  return der(SEQUENCE, part('55040a', organisation), part('550403', commonName))
}

/** UTCTime, good until the year 2049. */
function utcTime(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`, 'ascii'))
}

export interface SelfSigned {
  pem: string
  serial: string
}

/** A self-signed X.509 certificate for an RSA key, valid five years; the serial is 40 upper-case hex digits. */
export function selfSigned(privateKeyPem: string, commonName: string, from: Date): SelfSigned {
  const serial = randomBytes(20)
  serial[0] = (serial[0]! & 0x7f) | 0x40 // positive, and never a leading zero byte
  const until = new Date(from)
  until.setUTCFullYear(until.getUTCFullYear() + 5)
  const who = name('Storeweave sandbox', commonName)
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    SHA256_WITH_RSA,
    who,
    der(SEQUENCE, utcTime(from), utcTime(until)),
    who,
    createPublicKey(privateKeyPem).export({ type: 'spki', format: 'der' }),
  )
  const signature = createSign('RSA-SHA256').update(body).sign(privateKeyPem)
  const bytes = der(SEQUENCE, body, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature))
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
  return { pem, serial: serial.toString('hex').toUpperCase() }
}
