import { Injectable, type OnModuleInit } from '@nestjs/common'
import {
  features,
  type DeliverySettings,
  type Feature,
  type OrderLimits,
  type ReviewSettings,
  type ScaleLabel,
  type Tenant,
  type UpdateTenant,
} from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { afterCommit, db, reading, tenantId, transaction } from '../kernel/db.js'
import { ear } from '../kernel/ear.js'
import { useFeatures } from '../kernel/features.js'
import { scope } from '../kernel/scope.js'
import { unseal } from '../kernel/secret.js'
import { TenancyRepo, type FeaturesOff, type SettingsRow } from './tenancy.repo.js'

/** Credentials of the providers a tenant has set up. */
export interface Providers {
  wechat?: { appId: string; secret: string }
  wechatPay?: {
    mchId: string
    merchantSerial: string
    merchantPrivateKeyPem: string
    apiV3Key: string
    platformSerial: string
    platformPublicKeyPem: string
  }
  sms?: { accessKeyId: string; accessKeySecret: string; signName: string; templateCode: string }
}
export interface Settings {
  nameZh: string
  nameEn: string
  currency: string
  timeZone: string
  reservationMinutes: number
  cashRounding: 'none' | 'jiao' | 'yuan'
  scaleLabels: readonly ScaleLabel[]
  wechatAppId: string | null
  providers: Providers
  orderLimits: OrderLimits
  /** Whether reviews of words alone are shown without a look. */
  reviewsAtOnce: boolean
  /** What sending goods costs, and after how many days a parcel counts as received. */
  delivery: DeliverySettings
  /** Since when features are off, by feature. */
  featuresOff: FeaturesOff
}

const KEPT_MS = 5_000
const CHANGED = 'storeweave_settings'
const REMOTES = ['admin', 'store', 'supplier', 'pos'] as const
/** Workplaces that nobody needs without a feature. */
const NEEDS: Partial<Record<(typeof REMOTES)[number], Feature>> = { supplier: 'suppliers', pos: 'till' }

@Injectable()
export class TenancyService implements OnModuleInit {
  private readonly kept = new Map<string, { at: number; row: SettingsRow; settings: Settings }>()
  constructor(private readonly repo: TenancyRepo) {
    ear.on(CHANGED, { heard: (id) => this.kept.delete(id), lost: () => this.kept.clear() })
  }

  onModuleInit(): void {
    useFeatures(async () => (await this.load()).settings.featuresOff)
  }

  /** To be said in the transaction that changes settings: all processes read them anew once it has committed. */
  async forget(): Promise<void> {
    const id = tenantId()
    await db().run('select pg_notify($1, $2)', [CHANGED, id])
    afterCommit(() => this.kept.delete(id))
  }

  /** The tenant as any client may see it. */
  async tenant(): Promise<Tenant> {
    const { row } = await this.load()
    const { tenant } = scope()
    const on = features.filter((one) => row.features_off[one] === undefined)
    return {
      id: tenant.id,
      slug: tenant.slug,
      name: { zh: row.name_zh, en: row.name_en },
      brand: { primary: row.primary_color, logoUrl: row.logo_url, banners: row.banners },
      currency: row.currency,
      timeZone: row.time_zone,
      wechatAppId: row.wechat_app_id,
      reservationMinutes: row.reservation_minutes,
      scaleLabels: row.scale_labels,
      features: on,
      remotes: REMOTES.filter((name) => !NEEDS[name] || on.includes(NEEDS[name])).map((name) => ({
        name,
        entry: `/mfe/${name}/mf-manifest.json`,
        base: `/${name}`,
        offline: name === 'pos',
      })),
      demoSignIns: row.demo_sign_ins,
    }
  }

  /** Settings and credentials for other modules; at most 5 s old. */
  async settings(): Promise<Settings> {
    return (await this.load()).settings
  }

  /** Changes the brand's name, colour, or what the labels of its scales hold. */
  async update(change: UpdateTenant): Promise<Tenant> {
    return transaction(async () => {
      this.kept.delete(tenantId())
      const { name, brand, scaleLabels } = await this.tenant()
      await this.repo.update({
        nameZh: change.name?.zh,
        nameEn: change.name?.en,
        primary: change.primary,
        scaleLabels: change.scaleLabels,
      })
      this.kept.delete(tenantId())
      const after = await this.tenant()
      record({
        subject: 'Tenant',
        id: after.id,
        name: after.name.zh,
        before: { name, primary: brand.primary, scaleLabels },
        after: { name: after.name, primary: after.brand.primary, scaleLabels: after.scaleLabels },
      })
      return after
    })
  }

  /** Sets how many orders somebody may place. Other processes know within 5 s. */
  async limitOrders(after: OrderLimits): Promise<OrderLimits> {
    return transaction(async () => {
      this.kept.delete(tenantId())
      const before = (await this.settings()).orderLimits
      await this.repo.limitOrders(after)
      this.kept.delete(tenantId())
      record({ subject: 'Tenant', id: tenantId(), name: (await this.settings()).nameZh, before, after })
      return (await this.settings()).orderLimits
    })
  }

  /** Sets whether words alone are shown at once. Other processes know within 5 s. */
  async showReviews(after: ReviewSettings): Promise<ReviewSettings> {
    return transaction(async () => {
      this.kept.delete(tenantId())
      const { nameZh, reviewsAtOnce } = await this.settings()
      await this.repo.showReviews(after.atOnce)
      this.kept.delete(tenantId())
      record({
        subject: 'Tenant',
        id: tenantId(),
        name: nameZh,
        before: { reviewsAtOnce },
        after: { reviewsAtOnce: after.atOnce },
      })
      return { atOnce: (await this.settings()).reviewsAtOnce }
    })
  }

  /** Sets what sending goods costs. Other processes know within 5 s. */
  async deliver(after: DeliverySettings): Promise<DeliverySettings> {
    return transaction(async () => {
      this.kept.delete(tenantId())
      const { nameZh, delivery: before } = await this.settings()
      await this.repo.deliver(after)
      this.kept.delete(tenantId())
      record({ subject: 'Tenant', id: tenantId(), name: nameZh, before, after })
      return (await this.settings()).delivery
    })
  }

  private async load() {
    const hit = this.kept.get(tenantId())
    if (hit && Date.now() - hit.at < KEPT_MS) return hit
    const row = found(await reading(() => this.repo.settings()))
    const settings: Settings = {
      nameZh: row.name_zh,
      nameEn: row.name_en,
      currency: row.currency,
      timeZone: row.time_zone,
      reservationMinutes: row.reservation_minutes,
      cashRounding: row.cash_rounding,
      scaleLabels: row.scale_labels,
      wechatAppId: row.wechat_app_id,
      orderLimits: {
        unpaidMost: row.unpaid_orders_most,
        perMinute: row.orders_per_minute,
        perMinuteAddress: row.orders_per_minute_address,
      },
      reviewsAtOnce: row.reviews_at_once,
      delivery: { freight: row.freight, signedAfterDays: row.signed_after_days },
      featuresOff: row.features_off,
      providers: row.providers.sealed ? unseal<Providers>(row.providers.sealed) : {},
    }
    const fresh = { at: Date.now(), row, settings }
    this.kept.set(tenantId(), fresh)
    return fresh
  }
}
