import type { INestApplicationContext } from '@nestjs/common'
import { modes } from '@storeweave/contract'
import { openFileStore, pathOf } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { asSystem } from '../kernel/jobs.js'
import type { TenantRef } from '../kernel/scope.js'
import { OrgRepo, OrgService, StoresService } from '../org/index.js'
import { PeopleService } from '../people/index.js'
import { RatingsRepo } from '../reviews/index.js'
import { ContractService } from '../suppliers/index.js'
import { ProvisionService, TenancyService, type NewTenant } from '../tenancy/index.js'
import { BulkRepo, type BulkRow } from './bulk.repo.js'
import { groundRows, pictureUrl, productRows, type TableRows } from './catalogue.rows.js'
import { descriptionRows } from './description.rows.js'
import { Ground } from './ground.js'
import { idOf } from './ids.js'
import { PastSales } from './past-sales.js'
import { reviewRows } from './review.rows.js'
import type { SeedScope, TenantSeed } from './seed.js'
import { Trade } from './trade.js'

export type Log = (line: string) => void

/** Fills a new tenant from a seed. All ids follow from the seed's keys, so a run that was cut short is taken up again. */
export class TenantLoader {
  private readonly bulk = new BulkRepo()
  constructor(private readonly app: INestApplicationContext) {}

  private get<T>(service: abstract new (...args: never[]) => T): T {
    return this.app.get(service as never, { strict: false })
  }

  /**
   * Loads a tenant. One that is there is left alone (answers false). Pictures come first, then all rows in one
   * transaction, the entry in the directory last: nobody can reach a tenant that is half there.
   */
  async load(seed: TenantSeed, log: Log = () => undefined): Promise<boolean> {
    if (await this.get(ProvisionService).isRegistered(seed.slug)) return false
    const tenant: TenantRef = { id: idOf('tenant', seed.slug), slug: seed.slug }
    const settings = settingsOf(tenant.id, seed)
    await asSystem(tenant, 'provision', async () => {
      if (await transaction(() => this.bulk.isFilled())) return
      const pictures = await this.keepPictures(tenant.id, seed, log)
      const sales = new PastSales(tenant.id, seed)
      const said = reviewRows(tenant.id, seed, pictures)
      log(`${seed.slug}: writing ${seed.products.length} products, ${seed.sales.length} orders`)
      await transaction(async () => {
        await this.get(ProvisionService).settle(settings)
        if (seed.delivery) await this.get(TenancyService).deliver(seed.delivery)
        await this.addOrg(tenant.id, seed)
        await this.write([['media', said.others], ...groundRows(tenant.id, seed, clock.now())])
        const ground = new Ground(tenant.id, seed, (service) => this.get(service))
        await ground.lay()
        await this.write(productRows(tenant.id, seed, clock.now()))
        await this.write(descriptionRows(tenant.id, seed, clock.now()))
        await this.addPeople(tenant.id, seed)
        await this.write(Object.entries(sales.tables) as TableRows)
        await this.write(said.rows)
        await this.get(RatingsRepo).add(said.shown)
        await ground.propose()
        await this.agree(tenant.id, seed)
        await new Trade(tenant.id, seed, (service) => this.get(service)).tell()
      })
    })
    await this.get(ProvisionService).register(settings)
    // the worker knows the tenant from now on
    await asSystem(tenant, 'provision', () => transaction(() => this.settle(tenant.id, seed)))
    log(`${seed.slug}: ready`)
    return true
  }

  private async write(rows: TableRows): Promise<void> {
    for (const [table, of] of rows) await this.bulk.insert(table, of)
  }

  /** Stores every picture's files; answers the rows that will name them. */
  private async keepPictures(tenantId: string, seed: TenantSeed, log: Log): Promise<BulkRow[]> {
    const files = openFileStore()
    const rows: BulkRow[] = []
    await seed.renderPictures(async (picture) => {
      const id = idOf(tenantId, 'picture', picture.key)
      await Promise.all(picture.variants.map((v) => files.put(pathOf(tenantId, id, v.width), v.bytes)))
      rows.push({
        id,
        widths: picture.variants.map((v) => v.width),
        width: picture.width,
        height: picture.height,
        alt: picture.alt,
        bytes: picture.variants.reduce((sum, v) => sum + v.bytes.length, 0),
        created_at: clock.now().toISOString(),
      })
      if (rows.length % 200 === 0) log(`${seed.slug}: ${rows.length} pictures`)
    })
    return rows
  }

  private async addOrg(tenantId: string, seed: TenantSeed): Promise<void> {
    const id = (kind: string, key: string) => idOf(tenantId, kind, key)
    const hqId = id('hq', 'hq')
    await this.get(OrgRepo).insert({
      id: hqId,
      kind: 'hq',
      parentId: null,
      code: seed.hq.code,
      nameZh: seed.hq.name.zh,
      nameEn: seed.hq.name.en,
    })
    for (const { key, ...region } of seed.regions)
      await this.get(OrgService).create({ id: id('region', key), parentId: hqId, ...region })
    for (const { key, regionKey, photos, ...store } of seed.stores)
      await this.get(StoresService).create(
        {
          id: id('store', key),
          regionId: regionKey === null ? hqId : id('region', regionKey),
          photoUrls: photos.map((p) => pictureUrl(tenantId, p, 960)),
          preparationMinutes: 30,
          ...store,
        },
        'open',
      )
  }

  private async agree(tenantId: string, { suppliers }: TenantSeed): Promise<void> {
    for (const { key, contract } of suppliers)
      if (contract)
        await this.get(ContractService).agree(idOf(tenantId, 'supplier', key), {
          id: idOf(tenantId, 'contract', key),
          ...contract,
        })
  }
  private async settle(tenantId: string, { suppliers }: TenantSeed): Promise<void> {
    for (const { key, contract } of suppliers)
      if (contract) await this.get(ContractService).settleSold(idOf(tenantId, 'supplier', key))
  }

  private async addPeople(tenantId: string, seed: TenantSeed): Promise<void> {
    const people = this.get(PeopleService)
    const ownRoles = new Set(seed.roles?.map(({ key }) => key))
    for (const { login, password, name, role, scope } of seed.people) {
      const id = idOf(tenantId, 'person', login)
      await people.create({ id, login, name, password })
      await people.grant(id, {
        id: idOf(tenantId, 'grant', login),
        roleKey: ownRoles.has(role) ? idOf(tenantId, 'role', role) : role,
        scopeKind: scope.kind,
        ...scopeIdOf(tenantId, scope),
      })
    }
  }
}

const scopeIdOf = (tenantId: string, scope: SeedScope) =>
  scope.kind === 'hq' ? {} : { scopeId: idOf(tenantId, scope.kind, scope.key) }

const settingsOf = (id: string, seed: TenantSeed): NewTenant => ({
  id,
  slug: seed.slug,
  name: seed.name,
  primary: seed.primary,
  logoUrl: seed.logo && pictureUrl(id, seed.logo, 480),
  banners: seed.banners.map(({ picture, title, subtitle }) => ({
    url: pictureUrl(id, picture, 960),
    title,
    subtitle,
  })),
  currency: seed.currency,
  timeZone: seed.timeZone,
  cashRounding: seed.cashRounding,
  scaleLabels: seed.scaleLabels,
  reservationMinutes: seed.reservationMinutes,
  reviewsAtOnce: seed.reviewsAtOnce,
  features: seed.mode && modes[seed.mode],
  providers: seed.providers,
  hosts: seed.hosts,
  demoSignIns: seed.demoSignIns,
})
