import { Injectable } from '@nestjs/common'
import type { CreateRegion, MoveWay, OrgUnit, UpdateRegion } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { touchAnswers } from '../kernel/answers.js'
import { record } from '../kernel/audit.js'
import { transaction } from '../kernel/db.js'
import { emit } from '../kernel/events.js'
import { Fault } from '../kernel/fault.js'
import { forgetPrincipals } from '../kernel/staff.js'
import { aroundMove } from './moves.js'
import { OrgRepo, type UnitRow } from './org.repo.js'
import { UnitsRepo } from './units.repo.js'

@Injectable()
export class OrgService {
  constructor(
    private readonly org: OrgRepo,
    private readonly units: UnitsRepo,
  ) {}

  /** HQ and regions with the number of stores below each. */
  tree(): Promise<{ items: OrgUnit[] }> {
    return transaction(async () => ({ items: (await this.org.tree()).map(toUnit) }))
  }

  /** A new region below HQ or another region. Throws `org.code_taken`, `org.parent_invalid`. */
  create(body: CreateRegion): Promise<OrgUnit> {
    return transaction(async () => {
      await this.mustBeParent(body.parentId)
      if (
        !(await this.org.insert({
          id: body.id,
          kind: 'region',
          parentId: body.parentId,
          code: body.code,
          nameZh: body.name.zh,
          nameEn: body.name.en,
        }))
      ) {
        const same = await this.org.unit(body.id)
        if (same?.code !== body.code) throw new Fault('org.code_taken', { code: body.code })
      } else
        record({
          subject: 'OrgUnit',
          id: body.id,
          name: body.name.zh,
          after: { name: body.name, code: body.code, parentId: body.parentId },
        })
      return toUnit(found(await this.org.unit(body.id)))
    })
  }

  /**
   * Renames or moves a region; who sees its stores changes with the next request. Refuses rings, and with `pricing.breaks_prices`
   * what would leave prices outside their bounds, unless `prices` says otherwise.
   */
  update(id: string, body: UpdateRegion, prices: MoveWay = 'refuse'): Promise<OrgUnit> {
    return transaction(async () => {
      const unit = found(await this.org.unit(id))
      if (unit.kind === 'store') throw new Fault('access.not_found')
      if (body.parentId) {
        await this.org.lockTree()
        await this.mustBeParent(body.parentId)
        if (unit.kind === 'hq' || (await this.org.isBelow(body.parentId, id)))
          throw new Fault('org.parent_invalid')
      }
      const write = async () => {
        await this.org.update(id, { parentId: body.parentId, nameZh: body.name?.zh, nameEn: body.name?.en })
        if (body.parentId) await this.place(id)
      }
      const moves = body.parentId !== undefined && body.parentId !== unit.parent_id
      await (moves ? aroundMove(id, prices, write) : write())
      forgetPrincipals()
      const after = toUnit(found(await this.org.unit(id)))
      record({ subject: 'OrgUnit', id, name: after.name.zh, before: toUnit(unit), after })
      return after
    })
  }

  /** Tells the stores at and below a node that was put somewhere, or the one that it is, what they stand under now: it decides what they sell. */
  async place(unitId: string, storeId: string | null = null): Promise<void> {
    if (!(await this.units.keepBelow(unitId))) return
    await touchAnswers()
    await emit('assortment.changed', { storeId })
  }

  /** Refuses a parent that isn't HQ or a region of this tenant; it stays where it is until the running transaction ends. */
  async mustBeParent(id: string): Promise<void> {
    await this.units.holdTree()
    const parent = await this.org.unit(id)
    if (!parent || parent.kind === 'store') throw new Fault('org.parent_invalid')
  }
}
const toUnit = (r: UnitRow): OrgUnit => ({
  id: r.id,
  kind: r.kind,
  parentId: r.parent_id,
  name: { zh: r.name_zh, en: r.name_en },
  code: r.code,
  storeCount: r.store_count,
})
