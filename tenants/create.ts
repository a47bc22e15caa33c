import { randomInt } from 'node:crypto'
import { openProvision, type Providers, type TenantSeed } from '@storeweave/platform/provision'
import { presets } from './presets/index.js'
import { seedOfPreset, type NewBrand } from './presets/seed.js'
import { scenes, seedOfScene } from './scenes.js'

export interface CreateOptions {
  /** Addresses of the database for the API's and the worker's role. */
  appUrl: string
  workerUrl: string
  dataDir: string
  preset: string
  /** A kind of business, in place of a preset's single store. */
  scene?: string | undefined
  /** The brand's place in addresses, `<slug>.localhost`: small letters, digits, dashes. */
  slug: string
  name: string
  /** Accounts at WeChat, the payment provider, the messenger; empty until the brand has typed in its own. */
  providersOf(slug: string): Promise<Providers>
}
export interface Created {
  signIns: { login: string; password: string; where: string }[]
}

const SLUG = /^[a-z][a-z0-9-]{1,30}[a-z0-9]$/
/** Without signs that look alike. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const newPassword = () =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join(''),
  ).join('-')

/** What a brand begins as. Throws, in words for who typed it, for what there is not. */
function beginningOf({ preset, scene }: CreateOptions): (brand: NewBrand) => TenantSeed {
  const keys = (all: readonly { key: string }[]) => all.map(({ key }) => key).join(', ')
  if (scene !== undefined) {
    const found = scenes.find(({ key }) => key === scene)
    if (!found) throw new Error(`There is no scene ${scene}; there are ${keys(scenes)}.`)
    return (brand) => seedOfScene(found, brand)
  }
  const found = presets.find(({ key }) => key === preset)
  if (!found) throw new Error(`There is no preset ${preset}; there are ${keys(presets)}.`)
  return (brand) => seedOfPreset(found, brand)
}

/** Creates a brand that can sell at once. Throws, in words for who typed it, for an unknown preset or scene, a slug that can't be or is taken. */
export async function createTenant(options: CreateOptions): Promise<Created> {
  const { slug, name, providersOf, ...database } = options
  const seedOf = beginningOf(options)
  if (!SLUG.test(slug))
    throw new Error(`${slug} can't be a slug: 3 to 32 small letters, digits and dashes, a letter first.`)
  const providers = await providersOf(slug)
  const owner = { login: 'owner', password: newPassword() }
  const cashier = { login: 'cashier', password: newPassword() }
  const provision = await openProvision(database)
  try {
    if (!(await provision.load(seedOf({ slug, name, owner, cashier, providers }))))
      throw new Error(`There is a brand ${slug} already; nothing was changed.`)
  } finally {
    await provision.close()
  }
  return {
    signIns: [
      { ...owner, where: '/admin' },
      { ...cashier, where: '/pos' },
    ],
  }
}
