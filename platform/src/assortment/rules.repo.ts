import { Injectable } from '@nestjs/common'
import type { CreateAllocationRule, RuleCondition } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import { actor } from '../kernel/scope.js'

export interface RuleRow {
  id: string
  name: string
  condition: RuleCondition
  unitIds: string[]
  active: boolean
  version: number
  by: string
  updatedAt: string
}
/** How far a rule is written out. */
export interface WalkRow {
  rule_id: string
  next_id: string
  change_id: string
  done: boolean
  seen: number
  total: number
  tags_at: string
}

const FIRST = '00000000-0000-0000-0000-000000000000'
const COLUMNS =
  'id, name, condition, unit_ids as "unitIds", active, version, person_name as by, updated_at as "updatedAt"'
const WALK = 'rule_id, next_id, change_id, done, seen, total, tags_at'
const TOTAL = '(select count(*) from products where tenant_id = $1)'

/**
 * Rules, and each one's way through the goods. Whoever changes a rule holds its walk first; whoever writes goods by rules
 * holds the rules before the goods: in this order nobody waits for each other, and no goods are written by what a rule was.
 */
@Injectable()
export class RulesRepo {
  all(): Promise<RuleRow[]> {
    return db().many<RuleRow>(
      `select ${COLUMNS} from allocation_rules where tenant_id = $1 order by active desc, name collate "C", id`,
      [tenantId()],
    )
  }
  one(id: string): Promise<RuleRow | undefined> {
    return db().one<RuleRow>(`select ${COLUMNS} from allocation_rules where tenant_id = $1 and id = $2`, [
      tenantId(),
      id,
    ])
  }
  /** The rules that hold; `hold`: as they are until the running transaction ends. */
  active(hold: boolean): Promise<RuleRow[]> {
    return db().many<RuleRow>(
      `select ${COLUMNS} from allocation_rules where tenant_id = $1 and active order by id ${hold ? 'for share' : ''}`,
      [tenantId()],
    )
  }
  async anyActive(): Promise<boolean> {
    return !!(await db().one('select 1 from allocation_rules where tenant_id = $1 and active limit 1', [
      tenantId(),
    ]))
  }
  /** How many products each rule decides on. */
  async goods(): Promise<Map<string, number>> {
    const rows = await db().many<{ rule_id: string; goods: number }>(
      'select rule_id, count(*) as goods from ruled_products where tenant_id = $1 group by rule_id',
      [tenantId()],
    )
    return new Map(rows.map((row) => [row.rule_id, row.goods]))
  }

  /** Adds a rule with its way before it; 0 when the id is taken. */
  async insert(r: CreateAllocationRule): Promise<number> {
    const by = actor()
    const added = await db().run(
      `insert into allocation_rules (tenant_id, id, name, condition, unit_ids, active, person_id, person_name, created_at, updated_at)
       values ($1, $2, $3, $4, $5::uuid[], $6, $7, $8, $9, $9) on conflict (tenant_id, id) do nothing`,
      [
        tenantId(),
        r.id,
        r.name,
        JSON.stringify(r.condition),
        r.unitIds,
        r.active,
        by.id,
        by.name,
        clock.now(),
      ],
    )
    if (added)
      await db().run(
        `insert into rule_walks (tenant_id, rule_id, next_id, change_id, done, total, begun_at, tags_at, updated_at) values ($1, $2, $3, $4, not $5::boolean, ${TOTAL}, $6, $6, $6)`,
        [tenantId(), r.id, FIRST, newId(), r.active, clock.now()],
      )
    return added
  }
  /** Writes a rule whose walk is held; 0 when it isn't the version that was read. */
  update(id: string, r: Omit<CreateAllocationRule, 'id'>, version: number): Promise<number> {
    const by = actor()
    return db().run(
      `update allocation_rules set name = $3, condition = $4, unit_ids = $5::uuid[], active = $6, person_id = $7, person_name = $8, updated_at = $9, version = version + 1
        where tenant_id = $1 and id = $2 and version = $10`,
      [
        tenantId(),
        id,
        r.name,
        JSON.stringify(r.condition),
        r.unitIds,
        r.active,
        by.id,
        by.name,
        clock.now(),
        version,
      ],
    )
  }
  /** Deletes a rule that decides on nothing any more. */
  async remove(id: string): Promise<void> {
    await db().run('delete from rule_walks where tenant_id = $1 and rule_id = $2', [tenantId(), id])
    await db().run('delete from allocation_rules where tenant_id = $1 and id = $2', [tenantId(), id])
  }

  walks(): Promise<WalkRow[]> {
    return db().many<WalkRow>(`select ${WALK} from rule_walks where tenant_id = $1`, [tenantId()])
  }
  /** The walks of these rules in key order, held until the running transaction ends. */
  holdWalks(ruleIds: readonly string[]): Promise<WalkRow[]> {
    return db().many<WalkRow>(
      `select ${WALK} from rule_walks where tenant_id = $1 and rule_id = any($2::uuid[]) order by rule_id for no key update`,
      [tenantId(), ruleIds],
    )
  }
  /** The walk that has been under way the longest, held until the running transaction ends. */
  holdNextWalk(): Promise<WalkRow | undefined> {
    return db().one<WalkRow>(
      `select ${WALK} from rule_walks where tenant_id = $1 and not done order by begun_at, rule_id limit 1 for no key update`,
      [tenantId()],
    )
  }
  /** Sends a rule through all goods from the beginning. */
  begin(ruleId: string): Promise<number> {
    return db().run(
      `update rule_walks set next_id = $3, change_id = $4, done = false, seen = 0, total = ${TOTAL}, begun_at = $5, tags_at = $5, updated_at = $5 where tenant_id = $1 and rule_id = $2`,
      [tenantId(), ruleId, FIRST, newId(), clock.now()],
    )
  }
  /** Notes that the products up to one are done. */
  advance(ruleId: string, upTo: string | null, seen: number, done: boolean): Promise<number> {
    return db().run(
      'update rule_walks set next_id = coalesce($3, next_id), seen = seen + $4, done = $5, updated_at = $6 where tenant_id = $1 and rule_id = $2',
      [tenantId(), ruleId, upTo, seen, done, clock.now()],
    )
  }
  /** Notes that tags are taken into account that began or ended until an instant. */
  tagsSeen(ruleIds: readonly string[], at: Date): Promise<number> {
    return db().run('update rule_walks set tags_at = $3 where tenant_id = $1 and rule_id = any($2::uuid[])', [
      tenantId(),
      ruleIds,
      at,
    ])
  }
  /** Whether rules are under way and none has got on since an instant: their work may have been lost. */
  async isSilent(since: Date): Promise<boolean> {
    const row = await db().one<{ silent: boolean | null }>(
      'select max(updated_at) < $2 as silent from rule_walks where tenant_id = $1 and not done',
      [tenantId(), since],
    )
    return row!.silent === true
  }
  /** Rules that hold and went through the goods last before an instant. */
  async resting(since: Date): Promise<string[]> {
    const rows = await db().many<{ rule_id: string }>(
      `select w.rule_id from rule_walks w join allocation_rules r on r.tenant_id = $1 and r.id = w.rule_id and r.active
        where w.tenant_id = $1 and w.done and w.begun_at < $2 order by w.rule_id`,
      [tenantId(), since],
    )
    return rows.map((row) => row.rule_id)
  }
}
