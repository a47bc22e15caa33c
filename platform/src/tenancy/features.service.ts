import { Injectable } from '@nestjs/common'
import { features, modeOf, openThings, type Feature, type FeatureSettings } from '@storeweave/contract'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { nameOfFeature, openOn, type Open } from '../kernel/features.js'
import { scope } from '../kernel/scope.js'
import { TenancyRepo } from './tenancy.repo.js'
import { TenancyService } from './tenancy.service.js'

/** Which parts of the product a brand uses. */
@Injectable()
export class FeaturesService {
  constructor(
    private readonly repo: TenancyRepo,
    private readonly tenancy: TenancyService,
  ) {}

  /** Each feature, and what keeps it from being switched off now. */
  show(): Promise<FeatureSettings> {
    return transaction(async () => {
      const off = await this.repo.featuresOff()
      const items: FeatureSettings['items'] = []
      for (const feature of features) {
        const since = off[feature] ?? null
        items.push({
          feature,
          on: since === null,
          offSince: since,
          open: since === null ? await openOn(feature) : [],
        })
      }
      return { mode: modeOf(items.filter(({ on }) => on).map((one) => one.feature)), items }
    })
  }

  /**
   * Sets which features are used; a second later all processes know. Throws `tenant.feature_in_use` for one on which
   * something unfinished hangs, and then nothing is changed.
   */
  switch(on: readonly Feature[]): Promise<FeatureSettings> {
    return transaction(async () => {
      const before = await this.repo.featuresOff({ lock: true })
      const leaving = features.filter((one) => !on.includes(one) && before[one] === undefined)
      for (const feature of leaving) {
        const open = await openOn(feature)
        if (open.length) throw inUse(feature, open)
      }
      const now = clock.now().toISOString()
      const off = features.filter((one) => !on.includes(one))
      const after = Object.fromEntries(off.map((one) => [one, before[one] ?? now]))
      await this.repo.switchFeatures(after)
      await this.tenancy.forget()
      await touchAnswers()
      record({
        subject: 'Tenant',
        id: tenantId(),
        name: (await this.tenancy.settings()).nameZh,
        before: { features: features.filter((one) => before[one] === undefined) },
        after: { features: features.filter((one) => on.includes(one)) },
      })
      return this.show()
    })
  }
}

function inUse(feature: Feature, open: readonly Open[]): Fault {
  const en = scope().locale === 'en'
  const said = open.map(({ what, count }) =>
    openThings[what][en ? 'en' : 'zh'].replace('{count}', String(count)),
  )
  return new Fault('tenant.feature_in_use', {
    feature: nameOfFeature(feature),
    key: feature,
    open: said.join(en ? ', ' : '、'),
    items: open,
  })
}
