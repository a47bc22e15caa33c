import { Injectable } from '@nestjs/common'
import {
  decisionKinds,
  decisions,
  type Decision,
  type DecisionLevel,
  type DecisionSettings,
  type StoreDecisions,
} from '@storeweave/contract'
import { holdsAt } from '../kernel/ability.js'
import { found, mustReach } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { scope } from '../kernel/scope.js'
import { DecisionsRepo } from './decisions.repo.js'
import { OrgRepo } from './org.repo.js'

/** Which decisions a brand leaves to its stores: a permission says what somebody may do, this says at which level. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly settings: DecisionsRepo,
    private readonly org: OrgRepo,
  ) {}

  /** Every decision with the brand's own setting and where it differs. */
  list(): Promise<DecisionSettings> {
    return transaction(async () => {
      const rows = await this.settings.list()
      return {
        items: decisionKinds.map((decision) => {
          const own = rows.filter((r) => r.decision === decision)
          return {
            decision,
            level: own.find((r) => r.kind === 'hq')?.level ?? 'store',
            exceptions: own.flatMap((r) =>
              r.kind === 'hq'
                ? []
                : [
                    {
                      unitId: r.unit_id,
                      unitName: { zh: r.name_zh, en: r.name_en },
                      unitKind: r.kind,
                      level: r.level,
                    },
                  ],
            ),
          }
        }),
      }
    })
  }

  /** Sets who decides at a node of the org tree and below; null gives it back to what is set above. It counts from the next request on. */
  set(decision: Decision, unitId: string, level: DecisionLevel | null): Promise<DecisionSettings> {
    return transaction(async () => {
      const unit = found(await this.org.unit(unitId))
      const before = await this.settings.own(decision, unitId)
      await (level === null
        ? this.settings.remove(decision, unitId)
        : this.settings.put(decision, unitId, level))
      record({
        subject: unit.kind === 'store' ? 'Store' : 'OrgUnit',
        id: unitId,
        name: unit.name_zh,
        ...(unit.kind === 'store' ? { storeId: unitId } : {}),
        before: { decision, decidedBy: before },
        after: { decision, decidedBy: level },
      })
      return this.list()
    })
  }

  /** Who decides in a store, and whether who asks is high enough. */
  ofStore(storeId: string): Promise<StoreDecisions> {
    mustReach('read', 'Store', { storeId })
    return transaction(async () => {
      const store = found(await this.org.unit(storeId))
      const levels = new Map((await this.settings.at(storeId)).map((r) => [r.decision, r.level]))
      return {
        items: decisionKinds.map((decision) => {
          const level = levels.get(decision) ?? 'store'
          return { decision, level, mine: standsAt(decision, level, storeId, store.parent_id) }
        }),
      }
    })
  }

  /** Refuses a decision that is taken above the level at which who asks holds its permission; throws the decision's own code. */
  async mustDecide(decision: Decision, storeId: string): Promise<void> {
    const level = (await this.settings.at(storeId)).find((r) => r.decision === decision)?.level ?? 'store'
    if (level === 'store') return
    const store = found(await this.org.unit(storeId))
    if (standsAt(decision, level, storeId, store.parent_id)) return
    throw kept(decision, level)
  }

  /** Which of these stores a decision is not left to, as `mustDecide` would say it, by store. */
  async notTheirs(decision: Decision, storeIds: readonly string[]): Promise<Map<string, Fault>> {
    const refused = new Map<string, Fault>()
    const kept = (await this.settings.list()).some((r) => r.decision === decision && r.level !== 'store')
    if (!kept) return refused
    for (const storeId of new Set(storeIds))
      try {
        await this.mustDecide(decision, storeId)
      } catch (error) {
        if (!(error instanceof Fault)) throw error
        refused.set(storeId, error)
      }
    return refused
  }
}

const WHO = { region: { zh: '区域', en: 'the region' }, hq: { zh: '总部', en: 'HQ' } } as const

const kept = (decision: Decision, level: 'region' | 'hq'): Fault =>
  new Fault(decisions[decision].code, {
    decision,
    level,
    who: WHO[level][scope().locale === 'en' ? 'en' : 'zh'],
  })

/** True when who asks holds the decision's permission at its level or above. */
function standsAt(
  decision: Decision,
  level: DecisionLevel,
  storeId: string,
  regionId: string | null,
): boolean {
  const node = { hq: null, region: regionId, store: storeId }[level]
  return holdsAt(scope().who.ability, decisions[decision].permission, node)
}
