import { createMongoAbility, subject as typed, type MongoAbility, type RawRuleOf } from '@casl/ability'
import { unpackRules, type PackRule } from '@casl/ability/extra'
import { computed } from 'vue'
import { me } from './session'

const ability = computed<MongoAbility>(() =>
  createMongoAbility(unpackRules((me.value?.rules ?? []) as PackRule<RawRuleOf<MongoAbility>>[])),
)

/** May the person do this to such a thing, or to this very row? Only a hint for the screen: the server decides. */
export function can(action: string, subject: string, row?: object): boolean {
  return row ? ability.value.can(action, typed(subject, { ...row })) : ability.value.can(action, subject)
}

/** The same for `Subject:action` as menus state it; any of several is enough, none stated means everybody. */
export function canAny(permission: string | readonly string[] | undefined): boolean {
  if (permission === undefined) return true
  const list = typeof permission === 'string' ? [permission] : permission
  return list.some((one) => {
    const [subject = '', action = ''] = one.split(':')
    return can(action, subject)
  })
}

/** The largest a limited act may be in a store, as far as the screen knows; null is no cap. The largest of the grants that reach it counts. */
export function mostAllowed(permission: string, storeId: string): number | null {
  const caps = (me.value?.limits ?? []).filter(
    (one) => one.permission === permission && (one.storeIds === null || one.storeIds.includes(storeId)),
  )
  if (!caps.length || caps.some((one) => one.most === null)) return null
  return Math.max(...caps.map((one) => one.most ?? 0))
}
