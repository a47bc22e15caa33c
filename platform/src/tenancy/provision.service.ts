import { Injectable } from '@nestjs/common'
import { features, type Banner, type Feature, type ScaleLabel } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { enterTenant, isEntered } from '../kernel/directory.js'
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
  banners: Banner[]
  currency: string
  timeZone: string
  cashRounding: 'none' | 'jiao' | 'yuan'
  scaleLabels?: ScaleLabel[] | undefined
  reservationMinutes?: number | undefined
  reviewsAtOnce?: boolean | undefined
  /** What the brand uses of the product; everything unless said. */
  features?: readonly Feature[] | undefined
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
  async register({
    id,
    slug,
    hosts,
    providers,
  }: Pick<NewTenant, 'id' | 'slug' | 'hosts' | 'providers'>): Promise<TenantRef> {
    await enterTenant({ id, slug }, { hosts, wechatAppId: providers.wechat?.appId })
    return { id, slug }
  }

  /** Whether a slug stands in the directory now; asks it anew each time. */
  isRegistered(slug: string): Promise<boolean> {
    return isEntered(slug)
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
        reservation_minutes: t.reservationMinutes ?? 15,
        cash_rounding: t.cashRounding,
        scale_labels: t.scaleLabels ?? [],
        reviews_at_once: t.reviewsAtOnce ?? false,
        features_off: offBut(t.features ?? features),
        wechat_app_id: t.providers.wechat?.appId ?? null,
        demo_sign_ins: t.demoSignIns ?? [],
        sealedProviders: seal(t.providers),
      }),
    )
  }
}

const offBut = (on: readonly Feature[]) =>
  Object.fromEntries(
    features.filter((one) => !on.includes(one)).map((one) => [one, clock.now().toISOString()]),
  )
