import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { selfSigned } from './certificate.js'

/** Which of its two identities WeChat Pay signs with towards a merchant. */
export type PlatformIdentity = 'public_key' | 'certificate'

/** Everything one tenant has at the providers. */
export interface Account {
  slug: string
  appId: string
  appSecret: string
  mchId: string
  merchantSerial: string
  merchantPrivateKeyPem: string
  merchantPublicKeyPem: string
  apiV3Key: string
  platformIdentity: PlatformIdentity
  smsAccessKeyId: string
  smsAccessKeySecret: string
}

export interface MerchantConfig {
  slug: string
  mchId?: string
  merchantSerial?: string
  merchantPrivateKeyPem?: string
  apiV3Key?: string
  platformIdentity?: PlatformIdentity
}

export interface AppConfig {
  slug: string
  appId?: string
  appSecret?: string
}

export interface SigningKey {
  serial: string
  privateKeyPem: string
  publicKeyPem: string
}

/** The keys of WeChat Pay itself: a public-key identity, a certificate identity, and a key nobody should trust. */
export interface PlatformKeys {
  publicKey: SigningKey
  certificate: SigningKey & { certificatePem: string; notBefore: string; notAfter: string }
  stranger: SigningKey
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The app id a slug always gets. */
export const appIdOf = (slug: string) => `wx${sha256(slug).slice(0, 16)}`

/** The ten-digit merchant number a slug always gets. */
export const mchIdOf = (slug: string) =>
  `16${String(BigInt(`0x${sha256(`mch:${slug}`).slice(0, 15)}`) % 100_000_000n).padStart(8, '0')}`

function rsa(): { privateKeyPem: string; publicKeyPem: string } {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    privateKeyPem: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeyPem: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

function newPlatform(): PlatformKeys {
  const certKey = rsa()
  const from = new Date()
  const certificate = selfSigned(certKey.privateKeyPem, 'Tenpay.com Sandbox CA', from)
  const until = new Date(from)
  until.setUTCFullYear(until.getUTCFullYear() + 5)
  const digits = String(BigInt(`0x${randomBytes(12).toString('hex')}`))
    .padStart(30, '0')
    .slice(-26)
  return {
    publicKey: { serial: `PUB_KEY_ID_0116${digits}`, ...rsa() },
    certificate: {
      serial: certificate.serial,
      certificatePem: certificate.pem,
      notBefore: from.toISOString(),
      notAfter: until.toISOString(),
      ...certKey,
    },
    stranger: { serial: 'STRANGER', ...rsa() },
  }
}

function newAccount(slug: string): Account {
  const keys = rsa()
  return {
    slug,
    appId: appIdOf(slug),
    appSecret: randomBytes(16).toString('hex'),
    mchId: mchIdOf(slug),
    merchantSerial: sha256(keys.publicKeyPem).slice(0, 40).toUpperCase(),
    merchantPrivateKeyPem: keys.privateKeyPem,
    merchantPublicKeyPem: keys.publicKeyPem,
    apiV3Key: randomBytes(16).toString('hex'),
    platformIdentity: 'public_key',
    smsAccessKeyId: `LTAI${sha256(`sms:${slug}`).slice(0, 20)}`,
    smsAccessKeySecret: randomBytes(15).toString('hex'),
  }
}

/** Writes a file only if nobody else did; whoever comes second reads the first one's, so two processes agree. */
function keep<T>(path: string, make: () => T): T {
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
    writeFileSync(draft, JSON.stringify(make(), null, 1), { mode: 0o600 })
    try {
      linkSync(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  return JSON.parse(readFileSync(path, 'utf8')) as T
}

/** Without a directory keys live as long as the process: RSA keys are slow to make, and tests start many sandboxes. */
const memory = new Map<string, unknown>()

function remember<T>(name: string, make: () => T): T {
  if (!memory.has(name)) memory.set(name, make())
  return memory.get(name) as T
}

/** Platform keys and tenants' accounts, made when first asked for, kept in `dataDir` or in memory. */
export class KeyRing {
  private readonly accounts = new Map<string, Account>()
  private readonly overrides = new Map<string, Partial<Account>>()
  private platformKeys: PlatformKeys | undefined

  constructor(
    private readonly dataDir?: string,
    merchants: MerchantConfig[] = [],
    apps: AppConfig[] = [],
  ) {
    if (dataDir) mkdirSync(join(dataDir, 'accounts'), { recursive: true, mode: 0o700 })
    for (const given of [...merchants, ...apps]) {
      this.overrides.set(given.slug, { ...this.overrides.get(given.slug), ...given })
    }
    for (const slug of this.overrides.keys()) this.account(slug)
  }

  get platform(): PlatformKeys {
    this.platformKeys ??= this.dataDir
      ? keep(join(this.dataDir, 'platform.json'), newPlatform)
      : remember('platform', newPlatform)
    return this.platformKeys
  }

  /** The key the platform signs with towards this merchant. */
  signingKey(account: Account): SigningKey {
    return account.platformIdentity === 'certificate' ? this.platform.certificate : this.platform.publicKey
  }

  /** The account of a slug, made on demand; throws on a slug that is no host label. */
  account(slug: string): Account {
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug)) throw new Error(`not a tenant slug: ${slug}`)
    const known = this.accounts.get(slug)
    if (known) return known
    const path = this.dataDir && join(this.dataDir, 'accounts', `${slug}.json`)
    const make = () => newAccount(slug)
    const kept = path ? keep(path, make) : remember(`account ${slug}`, make)
    const account = { ...kept, ...this.overrides.get(slug) }
    account.merchantPublicKeyPem = createPublicKey(account.merchantPrivateKeyPem)
      .export({ type: 'spki', format: 'pem' })
      .toString()
    this.accounts.set(slug, account)
    return account
  }

  byMchId(mchId: string): Account | undefined {
    return this.find((account) => account.mchId === mchId)
  }

  byAppId(appId: string): Account | undefined {
    return this.find((account) => account.appId === appId)
  }

  bySmsKey(accessKeyId: string): Account | undefined {
    return this.find((account) => account.smsAccessKeyId === accessKeyId)
  }

  all(): Account[] {
    this.readNew()
    return [...this.accounts.values()]
  }

  private find(fits: (account: Account) => boolean): Account | undefined {
    const look = () => [...this.accounts.values()].find(fits)
    return look() ?? (this.readNew(), look())
  }

  /** Another process may have made accounts in the same directory since we last looked. */
  private readNew(): void {
    if (!this.dataDir) return
    for (const file of readdirSync(join(this.dataDir, 'accounts'))) {
      if (file.endsWith('.json')) this.account(file.slice(0, -5))
    }
  }
}
