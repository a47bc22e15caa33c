import { Injectable } from '@nestjs/common'
import type { RuleTerm } from '@storeweave/contract'
import { hasNumber, hasTag, hasText, hasValue } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'
import { BY_HAND } from './allocations.repo.js'

/** A rule as far as it says which goods are meant. */
export interface Choosing {
  id: string
  condition: readonly RuleTerm[]
}
/** The next goods on a rule's way. `upTo`: the last product that was looked at, none where there was none. */
export interface NextGoods {
  ids: string[]
  up_to: string | null
  seen: number
  last: boolean
}
/** Goods alike in what rules decide on them now and in whether the rule that is looked at fits them. */
export interface AlikeGoods {
  by_hand: boolean
  fits: boolean
  rule_ids: string[]
  products: number
}
export interface ChosenProduct {
  id: string
  name_zh: string
  name_en: string
  media_id: string | null
  fits: boolean
  rule_ids: string[]
}

/** Terms with what lies below what they name: `$2` are the terms as JSON. Trees are climbed once a statement. */
const TERMS = `with recursive t as materialized (
     select row_number() over () as n, w.* from jsonb_to_recordset($2::jsonb) as w (rule_id uuid, by text, ids uuid[], names text[], "attributeId" uuid, "from" numeric, "to" numeric, how text, texts text[])),
   below (n, id) as (select t.n, unnest(t.ids) from t where t.by = 'category'
     union select b.n, c.id from below b join categories c on c.tenant_id = $1 and c.parent_id = b.id),
   under (n, id) as (select t.n, unnest(t.ids) from t where t.by = 'classification'
     union select u.n, c.id from under u join classifications c on c.tenant_id = $1 and c.parent_id = u.id),
   terms as materialized (select t.rule_id, t.by, t.names, t."attributeId" as attribute, t."from" as low, t."to" as high, t.how, array(select lower(x.said) from unnest(t.texts) x (said)) as texts,
     case t.by when 'category' then array(select b.id from below b where b.n = t.n) when 'classification' then array(select u.id from under u where u.n = t.n) else t.ids end as ids from t)`
/** Whether product `p` is all that a rule asks for at the moment `$3`. */
const fits = (
  rule: string,
): string => `not exists (select from terms t where t.rule_id = ${rule} and not case t.by
     when 'category' then p.category_id = any(t.ids) when 'brand' then p.brand = any(t.names) when 'supplier' then coalesce(p.supplier_id = any(t.ids), false)
     when 'tag' then ${hasTag('t.ids', '$3')} when 'value' then ${hasValue('t.ids')}
     when 'number' then ${hasNumber('t.attribute', 't.low', 't.high')} when 'text' then ${hasText('t.attribute', 't.how', 't.texts')}
     when 'classification' then exists (select from product_classes pc where pc.tenant_id = $1 and pc.product_id = p.id and pc.classification_id = any(t.ids)) end)`
const RULE_IDS =
  'array(select rp.rule_id from ruled_products rp where rp.tenant_id = $1 and rp.product_id = p.id order by rp.rule_id)'
const isGiven = (rule: string) =>
  `exists (select from ruled_products rp where rp.tenant_id = $1 and rp.rule_id = ${rule} and rp.product_id = p.id)`

const CHOOSING = `${TERMS} select p.id, array_agg(r.id order by r.id) as rule_ids
  from products p cross join (select distinct t.rule_id as id from terms t) r
 where p.tenant_id = $1 and p.id = any($4::uuid[]) and ${fits('r.id')} group by p.id`
const NEXT = `${TERMS},
   page as materialized (select p.id, p.category_id, p.brand, p.supplier_id, p.by_hand, p.assortment from products p where p.tenant_id = $1 and p.id > $6 order by p.id limit $7),
   hit as materialized (select p.id from page p where not ${BY_HAND} and (($5 and ${fits('$4')}) or ${isGiven('$4')}) order by p.id limit $8),
   size as (select (select count(*) from page) as pages, (select count(*) from hit) as hits),
   upto as (select case when s.hits = $8 then (select h.id from hit h order by h.id desc limit 1) else (select p.id from page p order by p.id desc limit 1) end as id from size s)
 select array(select h.id from hit h order by h.id) as ids, u.id as up_to, (select count(*) from page p where p.id <= u.id) as seen, s.hits < $8 and s.pages < $7 as last from upto u, size s`
const ALIKE = `${TERMS} select p.by_hand, p.fits, p.rule_ids, count(*) as products from (
     select ${BY_HAND} as by_hand, $5 and ${fits('$4')} as fits, ${RULE_IDS} as rule_ids from products p where p.tenant_id = $1) p
  where p.fits or $4 = any(p.rule_ids) group by p.by_hand, p.fits, p.rule_ids`
const CHANGED = `${TERMS} select p.id, p.name_zh, p.name_en, p.media_ids[1] as media_id, p.fits, ${RULE_IDS} as rule_ids from (
     select p.*, $5 and ${fits('$4')} as fits from products p where p.tenant_id = $1 and not ${BY_HAND}) p
  where p.fits <> ${isGiven('$4')} or p.fits and $6 order by p.id desc limit $7`
const TURNED = `select distinct pt.product_id from product_tags pt where pt.tenant_id = $1 and pt.tag_id = any($2::uuid[])
   and (pt.from_at > $3 and pt.from_at <= $4 or pt.until_at > $3 and pt.until_at <= $4) order by pt.product_id limit $5`

const termsOf = (rules: readonly Choosing[]): string =>
  JSON.stringify(rules.flatMap((rule) => rule.condition.map((term) => ({ rule_id: rule.id, ...term }))))

/** Which goods rules mean, as they are at the moment. */
@Injectable()
export class RuleMatchesRepo {
  /** Of some products those that rules fit, each with its rules in key order. */
  async choosing(rules: readonly Choosing[], productIds: readonly string[]): Promise<Map<string, string[]>> {
    if (!rules.length) return new Map()
    const rows = await db().many<{ id: string; rule_ids: string[] }>(CHOOSING, [
      tenantId(),
      termsOf(rules),
      clock.now(),
      productIds,
    ])
    return new Map(rows.map((row) => [row.id, row.rule_ids]))
  }

  /**
   * The next products that a rule fits or decides on, `most` at most, those set by hand left out; one that is not active
   * fits none. Looks at `page` products, so that a statement costs the same however few it finds.
   */
  async next(
    rule: Choosing & { active: boolean },
    after: string,
    { page, most }: { page: number; most: number },
  ): Promise<NextGoods> {
    const row = await db().one<NextGoods>(NEXT, [
      tenantId(),
      termsOf([rule]),
      clock.now(),
      rule.id,
      rule.active,
      after,
      page,
      most,
    ])
    return row!
  }

  /** All products that a rule fits or decides on, those alike counted together. */
  alike(rule: Choosing & { active: boolean }): Promise<AlikeGoods[]> {
    return db().many<AlikeGoods>(ALIKE, [tenantId(), termsOf([rule]), clock.now(), rule.id, rule.active])
  }

  /** The newest products that a rule would begin or cease to decide on; with `moved` also those it goes on with. */
  changed(rule: Choosing & { active: boolean }, moved: boolean, most: number): Promise<ChosenProduct[]> {
    return db().many<ChosenProduct>(CHANGED, [
      tenantId(),
      termsOf([rule]),
      clock.now(),
      rule.id,
      rule.active,
      moved,
      most,
    ])
  }

  /** Products on which one of these tags began or ended after one instant and not after another. */
  async turned(tagIds: readonly string[], after: Date, until: Date, most: number): Promise<string[]> {
    const rows = await db().many<{ product_id: string }>(TURNED, [tenantId(), tagIds, after, until, most])
    return rows.map((row) => row.product_id)
  }

  /** True when all that a condition names is there. */
  async knows(condition: readonly RuleTerm[]): Promise<boolean> {
    const row = await db().one<{ known: boolean }>(KNOWN, [
      tenantId(),
      termsOf([{ id: tenantId(), condition }]),
    ])
    return row!.known
  }
}

const KNOWN = `select not exists (select from jsonb_to_recordset($2::jsonb) as t (by text, ids uuid[]), unnest(t.ids) as i (id)
   where not case t.by when 'category' then exists (select from categories c where c.tenant_id = $1 and c.id = i.id)
     when 'supplier' then exists (select from suppliers s where s.tenant_id = $1 and s.id = i.id)
     when 'tag' then exists (select from tags g where g.tenant_id = $1 and g.id = i.id)
     when 'classification' then exists (select from classifications c where c.tenant_id = $1 and c.id = i.id)
     else exists (select from attribute_choices a where a.tenant_id = $1 and a.id = i.id)
       or exists (select from attributes a where a.tenant_id = $1 and a.id = i.id and a.kind = 'flag') end)
   and not exists (select from jsonb_to_recordset($2::jsonb) as t (by text, "attributeId" uuid) where t.by in ('number', 'text')
     and not exists (select from attributes a where a.tenant_id = $1 and a.id = t."attributeId" and a.kind = t.by)) as known`
