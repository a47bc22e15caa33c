import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Permission, ScopeKind } from '@storeweave/contract'
import { sandboxCredentials, startSandbox, type Sandbox } from '@storeweave/sandbox'
import pg from 'pg'
import sharp from 'sharp'
import { inject } from 'vitest'
import { CatalogService, CategoryService, MediaService } from '../src/catalog/index.js'
import { InventoryService } from '../src/inventory/index.js'
import { checkInvariants } from '../src/check.js'
import { useClock } from '../src/kernel/clock.js'
import type { Config } from '../src/kernel/config.js'
import { transaction } from '../src/kernel/db.js'
import { ear } from '../src/kernel/ear.js'
import { usualLimits } from '../src/kernel/rates.js'
import { newId } from '../src/kernel/id.js'
import { asSystem } from '../src/kernel/jobs.js'
import type { TenantRef } from '../src/kernel/scope.js'
import { OrgRepo, StoresService } from '../src/org/index.js'
import { keepOperator, PeopleService } from '../src/people/index.js'
import { startPlatform, type Platform } from '../src/server.js'
import { ProvisionService } from '../src/tenancy/index.js'
import { Client } from './client.js'
import { databaseUrl, PASSWORDS, TEMPLATE } from './postgres.js'
import { codeOf } from './second-factor.js'

export { Client, type Answer } from './client.js'
export { newId } from '../src/kernel/id.js'

export interface SkuOptions {
  productId?: string
  price?: number
  unitSize?: number
  min?: number | null
  max?: number | null
  barcode?: string
  kind?: 'physical' | 'weighed'
  name?: { zh: string; en: string }
  supplierId?: string | null
  publish?: boolean
  cloudOnly?: boolean
  categoryId?: string
}
export interface TestSku {
  id: string
  productId: string
  price: number
  code: string
}
const PASSWORD = 'correct horse battery'
/** What a shopper agrees to who comes for the first time. */
export const AGREED = { version: 1, client: 'h5' } as const
let picture: Promise<Buffer> | undefined
let numbers = 0

/** A tenant with HQ, one region and one category, and the hands to put people and goods into it. */
export class TestTenant {
  hqId = ''
  regionId = ''
  categoryId = ''
  constructor(
    readonly world: World,
    readonly ref: TenantRef,
  ) {}

  get api(): Client {
    return new Client(this.world.port, `${this.ref.slug}.localhost`)
  }
  /** Runs work as the platform itself for this tenant. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return asSystem(this.ref, 'test', work)
  }

  async found(): Promise<this> {
    const org = this.world.get(OrgRepo)
    this.hqId = newId()
    await this.run(() =>
      transaction(() =>
        org.insert({ id: this.hqId, kind: 'hq', parentId: null, code: 'HQ', nameZh: '总部', nameEn: 'HQ' }),
      ),
    )
    this.regionId = await this.aRegion()
    this.categoryId = (
      await this.run(() =>
        this.world.get(CategoryService).create({
          id: newId(),
          parentId: null,
          name: { zh: '水果', en: 'Fruit' },
          position: 0,
          mediaId: null,
        }),
      )
    ).id
    return this
  }
  async aRegion(parentId = this.hqId): Promise<string> {
    const id = newId()
    await this.run(() =>
      transaction(() =>
        this.world.get(OrgRepo).insert({
          id,
          kind: 'region',
          parentId,
          code: `R${++numbers}`,
          nameZh: `区域${numbers}`,
          nameEn: `Region ${numbers}`,
        }),
      ),
    )
    return id
  }
  /** An open store around the clock, with pickup, at West Lake unless told otherwise. */
  async aStore(
    o: {
      id?: string
      regionId?: string
      lat?: number
      lng?: number
      kind?: 'store' | 'pickup_point' | 'warehouse'
      hours?: { weekday: number; from: string; to: string }[]
      status?: 'open' | 'closed' | 'preparing'
    } = {},
  ): Promise<string> {
    const id = o.id ?? newId()
    const hours = o.hours ?? [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))
    await this.run(() =>
      this.world.get(StoresService).create(
        {
          id,
          code: `S${++numbers}`,
          regionId: o.regionId ?? this.regionId,
          kind: o.kind ?? 'store',
          name: { zh: `门店${numbers}`, en: `Store ${numbers}` },
          address: '西湖大道 1 号',
          phone: '0571-8888',
          lat: o.lat ?? 30.2463,
          lng: o.lng ?? 120.1485,
          hours,
          services: o.kind === 'warehouse' ? [] : ['pickup'],
          areaSquareMetres: 120,
          managerName: '',
          photoUrls: [],
          preparationMinutes: 30,
        },
        o.status ?? 'open',
      ),
    )
    return id
  }
  /** A published product with one SKU (10.00 unless told otherwise). */
  async aSku(o: SkuOptions = {}): Promise<TestSku> {
    const n = ++numbers
    picture ??= sharp({ create: { width: 500, height: 500, channels: 3, background: '#c43' } })
      .png()
      .toBuffer()
    const bytes = await picture
    return this.run(async () => {
      const media = await this.world.get(MediaService).keep(bytes, 'test')
      const sku = {
        id: newId(),
        code: `SKU-${n}`,
        barcodes: o.barcode ? [o.barcode] : [],
        optionIndexes: [],
        listPrice: o.price ?? 1000,
        unitSize: o.unitSize ?? 1,
        priceMin: o.min ?? null,
        priceMax: o.max ?? null,
        weightGrams: 100,
        mediaId: media.id,
      }
      const product = await this.world.get(CatalogService).create({
        id: o.productId ?? newId(),
        kind: o.kind ?? 'physical',
        name: o.name ?? { zh: `商品${n}`, en: `Goods ${n}` },
        detail: { zh: '', en: '' },
        brand: '',
        unit: { zh: '个', en: 'pc' },
        categoryId: o.categoryId ?? this.categoryId,
        supplierId: o.supplierId ?? null,
        options: [],
        mediaIds: [media.id],
        skus: [sku],
        ...(o.cloudOnly ? { cloudOnly: true } : {}),
      })
      if (o.publish !== false) {
        await this.world.get(CatalogService).move(product.id, { move: 'submit', note: '' })
        await this.world.get(CatalogService).move(product.id, { move: 'publish', note: '' })
      }
      return { id: sku.id, productId: product.id, price: sku.listPrice, code: sku.code }
    })
  }
  /** Opening stock of a SKU at a store. */
  async stock(storeId: string, skuId: string, quantity: number): Promise<void> {
    await this.run(() => this.world.get(InventoryService).open(storeId, [{ skuId, quantity }]))
  }
  /** A member of staff with a role, signed in. */
  async aPerson(
    roleKey: string,
    scopeKind: ScopeKind = 'hq',
    scopeId?: string,
  ): Promise<Client & { personId: string }> {
    const login = `${roleKey.replaceAll('_', '-')}${++numbers}`
    const id = newId()
    await this.run(async () => {
      await this.world.get(PeopleService).create({ id, login, name: login, password: PASSWORD })
      await this.world
        .get(PeopleService)
        .grant(id, { id: newId(), roleKey, scopeKind, ...(scopeId ? { scopeId } : {}) })
    })
    const { status, body, text } = await this.api.post('/auth/sign-in', { login, password: PASSWORD })
    if (status !== 200) throw new Error(`sign-in of ${login}: ${text}`)
    return Object.assign(this.api.as(body.accessToken), { personId: id })
  }
  /** A program of the brand with an API key that somebody makes for it. */
  async aKey(
    maker: Client,
    permissions: readonly Permission[],
    scopeKind: 'hq' | 'region' | 'store',
    scopeId?: string,
  ): Promise<Client & { keyId: string }> {
    const { status, body, text } = await maker.post('/keys', {
      id: newId(),
      name: `key${++numbers}`,
      permissions,
      scopeKind,
      ...(scopeId ? { scopeId } : {}),
      days: 365,
    })
    if (status !== 201) throw new Error(`key: ${text}`)
    return Object.assign(this.api.as(body.secret), { keyId: body.key.id as string })
  }
  /** Somebody of the platform, signed in under the grant of the brand that stands. */
  async anOperator(): Promise<Client> {
    const made = await keepOperator(`op${++numbers}`, `Operator ${numbers}`)
    const { login, password } = made
    const first = await this.api.post('/auth/sign-in', { login, password })
    const code = codeOf(made.secret, this.world.now())
    const { status, body, text } = await this.api.post('/auth/second-step', {
      challenge: first.body.challenge,
      code,
    })
    if (status !== 200) throw new Error(`operator: ${text}`)
    return this.api.as(body.accessToken)
  }
  /** A shopper signed in by WeChat. */
  async aShopper(name = `u${++numbers}`): Promise<Client & { memberId: string }> {
    const signIn = (code: string, version: number = AGREED.version) =>
      this.api.post('/shop/auth/wechat', { code, agreed: { ...AGREED, version } })
    const first = await signIn(`code-${name}`)
    // a test may have written a newer notice; a code is good for one visit
    const { status, body, text } =
      first.body?.code === 'members.notice_changed'
        ? await signIn(`code-${name}-2`, (await this.api.get('/shop/privacy')).body.version)
        : first
    if (status !== 200) throw new Error(`shopper: ${text}`)
    return Object.assign(this.api.as(body.accessToken), { memberId: body.member.id as string })
  }
}

/** A channel of the tests alone, heard after every notice that was committed before. */
const BARRIER = 'storeweave_test'
const barriers = new Map<string, () => void>()

/** A whole house for one test file: its own database, platform, sandbox and clock. */
export class World {
  readonly tenants: TestTenant[] = []
  private constructor(
    readonly platform: Platform,
    readonly sandbox: Sandbox,
    readonly config: Config,
    readonly ownerUrl: string,
    private readonly time: { offsetMs: number },
    private readonly closers: (() => Promise<unknown> | void)[],
  ) {}

  static async start(overrides: Partial<Config> = {}): Promise<World> {
    ear.on(BARRIER, { heard: (token) => barriers.get(token)?.(), lost: () => undefined })
    const adminUrl = inject('adminUrl')
    const name = `t_${newId().replaceAll('-', '').slice(12)}`
    await sql(adminUrl, `create database ${name} template ${TEMPLATE}`)
    const own = databaseUrl(adminUrl, name)
    const dataDir = mkdtempSync(join(tmpdir(), 'storeweave-'))
    const as = (user: string, password: string) =>
      Object.assign(new URL(own), { username: user, password }).toString()
    const time = { offsetMs: 0 }
    const now = () => new Date(Date.now() + time.offsetMs)
    useClock({ now })
    const sandbox = await startSandbox({ port: 0, clock: now })
    const config: Config = {
      port: 0,
      host: '127.0.0.1',
      roles: ['api', 'worker'],
      databaseUrlApp: as('storeweave_app', PASSWORDS.app),
      databaseUrlWorker: as('storeweave_worker', PASSWORDS.worker),
      dataDir,
      publicUrl: 'http://localhost',
      providers: { wechat: sandbox.url, wechatPay: sandbox.url, sms: sandbox.url },
      poolSize: 16,
      // a busy machine is slow, not wrong
      poolWaitMs: 30_000,
      trustProxy: 0,
      logLevel: 'silent',
      videoBytesMax: 2 * 1024 * 1024,
      limits: usualLimits(1000),
      corsOrigins: [],
      ordersTogether: 64,
      outboundAllow: [new URL(sandbox.url).host],
      countStatements: true,
      ...overrides,
    }
    const platform = await startPlatform(config, { timers: false })
    config.publicUrl = platform.url
    return new World(platform, sandbox, config, own, time, [
      () => platform.stop(),
      () => sandbox.stop(),
      () => sql(adminUrl, `drop database ${name} with (force)`),
      () => rmSync(dataDir, { recursive: true, force: true }),
      () => useClock(),
    ])
  }

  get port(): number {
    return Number(new URL(this.platform.url).port)
  }
  get<T>(service: abstract new (...args: any[]) => T): T {
    return this.platform.app.get(service as never, { strict: false })
  }

  /** A new tenant; every world may have several. */
  async aTenant(slug = `t${++numbers}`): Promise<TestTenant> {
    const providers = sandboxCredentials(this.sandbox, slug)
    const ref = await this.get(ProvisionService).create({
      id: newId(),
      slug,
      name: { zh: `品牌${slug}`, en: slug },
      primary: '#0a7d55',
      logoUrl: null,
      banners: [],
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
      cashRounding: 'none',
      providers,
    })
    const tenant = await new TestTenant(this, ref).found()
    this.tenants.push(tenant)
    return tenant
  }
  /** Moves the one clock; then timed work runs as if its time had come. */
  async advance(ms: number): Promise<void> {
    this.time.offsetMs += ms
    await this.platform.worker.runDue()
  }
  /** Moves the clock alone. */
  shift(ms: number): void {
    this.time.offsetMs += ms
  }
  now(): Date {
    return new Date(Date.now() + this.time.offsetMs)
  }

  /** A statement as the database's administrator, past row security: to look at facts, never to make them. */
  facts<T extends Record<string, unknown> = Record<string, any>>(
    statement: string,
    values: unknown[] = [],
  ): Promise<T[]> {
    return sql(this.ownerUrl, statement, values) as Promise<T[]>
  }
  /** A statement at any database, as its administrator. */
  static statement = (url: string, statement: string) => sql(url, statement)
  /** Plants a fault in a transaction that is rolled back, and answers what a statement finds meanwhile. */
  async planted(fault: string, statement: string): Promise<Record<string, any>[]> {
    const client = new pg.Client({
      connectionString: this.ownerUrl,
      options: '-c search_path=storeweave,public',
    })
    await client.connect()
    try {
      await client.query(`begin; ${fault}`)
      return (await client.query(statement)).rows as Record<string, any>[]
    } finally {
      await client.query('rollback')
      await client.end()
    }
  }
  /** Waits until a look at the world answers something true; fails after 40 s with what was last seen. */
  async until<T>(look: () => Promise<T> | T, what = 'what was waited for'): Promise<NonNullable<T>> {
    const end = Date.now() + 40_000
    for (;;) {
      const seen = await look()
      if (seen) return seen as NonNullable<T>
      if (Date.now() > end) throw new Error(`never came: ${what} (last: ${JSON.stringify(seen)})`)
      await new Promise((next) => setTimeout(next, 20))
    }
  }
  /** Waits until the process has heard every notice of what is committed: what it keeps now is forgotten by later changes alone. */
  async heard(): Promise<void> {
    const token = newId()
    const heard = new Promise<void>((done) => barriers.set(token, done))
    await this.facts('select pg_notify($1, $2)', [BARRIER, token])
    await heard
    barriers.delete(token)
  }
  /**
   * Ends the world. Throws when what its tests did left books, stock or orders that do not add up (rules D40).
   * `unless` names the invariants that a test's own rows, written past the product, cannot hold.
   */
  async stop({ unless = [] }: { unless?: readonly string[] } = {}): Promise<void> {
    const all = await checkInvariants(this.ownerUrl, this.now()).finally(async () => {
      for (const close of this.closers) await close()
    })
    const broken = all.filter((b) => !unless.includes(b.name))
    if (broken.length) throw new Error(`broken invariants: ${JSON.stringify(broken, null, 1)}`)
  }
}

async function sql(url: string, statement: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=storeweave,public' })
  await client.connect()
  try {
    return (await client.query(statement, values)).rows as unknown[]
  } finally {
    await client.end()
  }
}
