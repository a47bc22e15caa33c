import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { transaction } from '../kernel/db.js'
import { enqueue } from '../kernel/jobs.js'
import { RuleMatchesRepo } from './rule-matches.repo.js'
import { RulesRepo, type RuleRow } from './rules.repo.js'
import { SettlingService } from './settling.service.js'

/** Products that one step looks at, and that it writes; fewer where a rule names many nodes, so that a step stays short. */
const LOOKED_AT = 2_000
const WRITTEN = 250
const ROWS = 5_000
/** After so long a stretch others have their turn. */
const STRETCH_MS = 4_000
/** Of tags that turned on more products than this at once, their rules go through all goods. */
const TURNED_MOST = 500

/** Asks the worker to go on with the rules under way, once the running transaction is committed. */
export const askForWalks = (): Promise<void> => enqueue('walk_rules', {}, 'rules')
const tagsOf = ({ condition }: RuleRow): string[] =>
  condition.flatMap((term) => (term.by === 'tag' ? term.ids : []))

/** Takes rules through the goods, in steps, each with its place: a killed worker loses nothing. */
@Injectable()
export class WalksService {
  constructor(
    private readonly rules: RulesRepo,
    private readonly matches: RuleMatchesRepo,
    private readonly settling: SettlingService,
  ) {}

  /** Goes on with the rules under way for a stretch, one after the other; answers whether there is more to do. */
  async stretch(): Promise<boolean> {
    for (const end = performance.now() + STRETCH_MS; performance.now() < end;)
      if (!(await transaction(() => this.step()))) return false
    return true
  }

  private async step(): Promise<boolean> {
    const walk = await this.rules.holdNextWalk()
    if (!walk) return false
    const ruleId = walk.rule_id
    const rule = (await this.rules.one(ruleId))!
    const most = Math.max(1, Math.min(WRITTEN, Math.floor(ROWS / rule.unitIds.length)))
    const next = await this.matches.next(rule, walk.next_id, { page: LOOKED_AT, most })
    if (next.ids.length) await this.settling.settle(next.ids, { rule, changeId: walk.change_id })
    await this.rules.advance(ruleId, next.up_to, next.seen, next.last)
    return true
  }

  /** Sends rules through all goods anew; each one's walk is held from then on until the running transaction ends. */
  async begin(ruleIds: readonly string[]): Promise<void> {
    for (const { rule_id: id } of await this.rules.holdWalks(ruleIds)) await this.rules.begin(id)
    if (ruleIds.length) await askForWalks()
  }

  /** Sends all rules that hold through all goods anew: what lies below what, or which tags count, is not what it was. */
  async beginAll(): Promise<void> {
    await this.begin((await this.rules.active(false)).map((rule) => rule.id))
  }

  /** Follows tags that began or ended since the last look. */
  followTags(): Promise<void> {
    return transaction(async () => {
      const tagged = (await this.rules.active(false)).filter((rule) => tagsOf(rule).length)
      if (!tagged.length) return
      const ids = tagged.map((rule) => rule.id)
      const walks = await this.rules.holdWalks(ids)
      const since = new Date(Math.min(...walks.map((walk) => Date.parse(walk.tags_at))))
      const now = clock.now()
      const tagIds = [...new Set(tagged.flatMap(tagsOf))]
      const turned = await this.matches.turned(tagIds, since, now, TURNED_MOST + 1)
      if (turned.length > TURNED_MOST) return this.begin(ids)
      if (!turned.length) return
      await this.settling.settle(turned)
      await this.rules.tagsSeen(ids, now)
    })
  }
}
