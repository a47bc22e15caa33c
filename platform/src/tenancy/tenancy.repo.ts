import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { Banner, DeliverySettings, Feature, OrderLimits, ScaleLabel } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { keepsSealed } from '../kernel/reseal.js'

/** Since when features are off, by feature. */
export type FeaturesOff = Partial<Record<Feature, string>>
export interface SettingsRow {
  name_zh: string
  name_en: string
  primary_color: string
  logo_url: string | null
  banners: Banner[]
  currency: string
  time_zone: string
  reservation_minutes: number
  cash_rounding: 'none' | 'jiao' | 'yuan'
  scale_labels: ScaleLabel[]
  wechat_app_id: string | null
  providers: { sealed?: string }
  demo_sign_ins: { who: string; login: string; password: string }[]
  unpaid_orders_most: number
  orders_per_minute: number
  orders_per_minute_address: number
  reviews_at_once: boolean
  freight: DeliverySettings['freight']
  signed_after_days: number
  features_off: FeaturesOff
}
/** What a new tenant begins with; the rest has defaults. */
type FirstSettings = Omit<
  SettingsRow,
  | 'providers'
  | 'unpaid_orders_most'
  | 'orders_per_minute'
  | 'orders_per_minute_address'
  | 'freight'
  | 'signed_after_days'
> & { sealedProviders: string }

@Injectable()
export class TenancyRepo implements OnModuleInit {
  onModuleInit(): void {
    keepsSealed({
      name: 'tenant_settings.providers',
      others: (beginning) =>
        db().many<{ id: string; sealed: string }>(
          "select tenant_id as id, providers ->> 'sealed' as sealed from tenant_settings where tenant_id = $1 and not starts_with(providers ->> 'sealed', $2)",
          [tenantId(), beginning],
        ),
      replace: (_id, was, now) =>
        db().run(
          "update tenant_settings set providers = jsonb_build_object('sealed', $3::text) where tenant_id = $1 and providers ->> 'sealed' = $2",
          [tenantId(), was, now],
        ),
    })
  }
  /** The tenant's settings row, or undefined before it was provisioned. */
  settings(): Promise<SettingsRow | undefined> {
    return db().one<SettingsRow>(
      `select name_zh, name_en, primary_color, logo_url, banners, currency, time_zone, reservation_minutes, cash_rounding, scale_labels, wechat_app_id, providers, demo_sign_ins,
              unpaid_orders_most, orders_per_minute, orders_per_minute_address, reviews_at_once, freight, signed_after_days, features_off
       from tenant_settings where tenant_id = $1`,
      [tenantId()],
    )
  }
  /** Changes name, colour and labels of scales; undefined leaves a field as it is. */
  update(change: {
    nameZh?: string
    nameEn?: string
    primary?: string
    scaleLabels?: readonly ScaleLabel[]
  }): Promise<number> {
    const { nameZh, nameEn, primary, scaleLabels } = change
    return db().run(
      `update tenant_settings set name_zh = coalesce($2, name_zh), name_en = coalesce($3, name_en), primary_color = coalesce($4, primary_color), scale_labels = coalesce($5, scale_labels), updated_at = $6 where tenant_id = $1`,
      [tenantId(), nameZh, nameEn, primary, scaleLabels && JSON.stringify(scaleLabels), clock.now()],
    )
  }
  limitOrders({ unpaidMost, perMinute, perMinuteAddress }: OrderLimits): Promise<number> {
    return db().run(
      'update tenant_settings set unpaid_orders_most = $2, orders_per_minute = $3, orders_per_minute_address = $4, updated_at = $5 where tenant_id = $1',
      [tenantId(), unpaidMost, perMinute, perMinuteAddress, clock.now()],
    )
  }
  showReviews(atOnce: boolean): Promise<number> {
    return db().run('update tenant_settings set reviews_at_once = $2, updated_at = $3 where tenant_id = $1', [
      tenantId(),
      atOnce,
      clock.now(),
    ])
  }
  deliver({ freight, signedAfterDays }: DeliverySettings): Promise<number> {
    return db().run(
      'update tenant_settings set freight = $2, signed_after_days = $3, updated_at = $4 where tenant_id = $1',
      [tenantId(), JSON.stringify(freight), signedAfterDays, clock.now()],
    )
  }
  /** Which features are off and since when; locked until the transaction ends where they are about to change. */
  async featuresOff({ lock = false } = {}): Promise<FeaturesOff> {
    const row = await db().one<{ features_off: FeaturesOff }>(
      `select features_off from tenant_settings where tenant_id = $1 ${lock ? 'for update' : ''}`,
      [tenantId()],
    )
    return row?.features_off ?? {}
  }
  switchFeatures(off: FeaturesOff): Promise<number> {
    return db().run('update tenant_settings set features_off = $2, updated_at = $3 where tenant_id = $1', [
      tenantId(),
      JSON.stringify(off),
      clock.now(),
    ])
  }
  /** First settings of a new tenant. */
  insert(s: FirstSettings): Promise<number> {
    return db().run(
      `insert into tenant_settings (tenant_id, name_zh, name_en, primary_color, logo_url, banners, currency, time_zone, reservation_minutes, cash_rounding, scale_labels, wechat_app_id, providers, demo_sign_ins, updated_at, reviews_at_once, features_off)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        tenantId(),
        s.name_zh,
        s.name_en,
        s.primary_color,
        s.logo_url,
        JSON.stringify(s.banners),
        s.currency,
        s.time_zone,
        s.reservation_minutes,
        s.cash_rounding,
        JSON.stringify(s.scale_labels),
        s.wechat_app_id,
        JSON.stringify({ sealed: s.sealedProviders }),
        JSON.stringify(s.demo_sign_ins),
        clock.now(),
        s.reviews_at_once,
        JSON.stringify(s.features_off),
      ],
    )
  }
}
