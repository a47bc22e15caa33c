import { Injectable } from '@nestjs/common'
import pg from 'pg'
import { config } from '../kernel/config.js'
import { transaction } from '../kernel/db.js'
import { findTenant } from '../kernel/directory.js'
import { asSystem } from '../kernel/jobs.js'
import type { TenantRef } from '../kernel/scope.js'
import { seal } from '../kernel/secret.js'
import { TenancyRepo } from './tenancy.repo.js'
import type { Providers } from './tenancy.service.js'

export interface NewTenant {
  id: string
  slug: string
  name: { zh: string; en: string }
  primary: string
  logoUrl: string | null
  banners: string[]
  currency: string
  timeZone: string
  cashRounding: 'none' | 'jiao' | 'yuan'
  providers: Providers
  hosts?: readonly string[]
  demoSignIns?: { who: string; login: string; password: string }[]
}

/** Makes tenants. Writes to the directory as the worker's role: the API's cannot. */
@Injectable()
export class ProvisionService {
  constructor(private readonly repo: TenancyRepo) {}

  /** A new tenant with its addresses and settings. Throws when the slug is taken. */
  async create(t: NewTenant): Promise<TenantRef> {
    const tenant = await this.register(t)
    await asSystem(tenant, 'provision', () => this.settle(t))
    return tenant
  }

  /** Enters a tenant and its addresses into the directory: from now on it can be reached. Throws when the slug is taken. */
  async register(t: Pick<NewTenant, 'id' | 'slug' | 'hosts' | 'providers'>): Promise<TenantRef> {
    const worker = new pg.Client({ connectionString: config().databaseUrlWorker })
    await worker.connect()
    try {
      await worker.query('begin')
      await worker.query('select ctx.create_tenant($1, $2)', [t.id, t.slug])
      for (const host of t.hosts ?? [])
        await worker.query("select ctx.add_address('host', $1, $2)", [host, t.id])
      if (t.providers.wechat)
        await worker.query("select ctx.add_address('wechat_app', $1, $2)", [t.providers.wechat.appId, t.id])
      await worker.query('commit')
    } finally {
      await worker.end()
    }
    return { id: t.id, slug: t.slug }
  }

  /** Whether a slug stands in the directory now; asks it anew each time. */
  async isRegistered(slug: string): Promise<boolean> {
    const worker = new pg.Client({ connectionString: config().databaseUrlWorker })
    await worker.connect()
    try {
      return (await worker.query("select 1 from ctx.find_tenant('slug', $1)", [slug])).rows.length > 0
    } finally {
      await worker.end()
    }
  }

  /** Writes the first settings of the tenant of the scope; joins the running transaction. */
  settle(t: NewTenant): Promise<number> {
    return transaction(() =>
      this.repo.insert({
        name_zh: t.name.zh,
        name_en: t.name.en,
        primary_color: t.primary,
        logo_url: t.logoUrl,
        banners: t.banners,
        currency: t.currency,
        time_zone: t.timeZone,
        reservation_minutes: 15,
        cash_rounding: t.cashRounding,
        wechat_app_id: t.providers.wechat?.appId ?? null,
        demo_sign_ins: t.demoSignIns ?? [],
        sealedProviders: seal(t.providers),
      }),
    )
  }

  /** The tenant of a slug, or undefined. */
  find(slug: string): Promise<TenantRef | undefined> {
    return findTenant('slug', slug)
  }
}
