import type { FactorStandings, PasswordRules } from '@storeweave/contract'
import { confirm, me, toast, translate, useForm } from '@storeweave/kit'
import { computed, watch } from 'vue'
import { useOne } from '../parts/use-one'
import { setSignInPolicy, signInPolicy, standingsOf } from './settings.api'

export type Standing = FactorStandings['items'][number]

const MILDEST: PasswordRules = { lengthMin: 8, mixed: false, daysMax: null, ownChoice: false }

/** Which roles must have a second factor, how far those who hold them have come, and what passwords have to be. */
export function useSecurity() {
  const { value, problem, reload } = useOne(async (signal) => {
    const [{ items }, { password }] = await Promise.all([standingsOf(signal), signInPolicy(signal)])
    return { items, password }
  })
  const standings = computed(() => value.value?.items ?? [])
  const form = useForm({ roles: [] as string[], password: MILDEST }, (key, { roles, password }) =>
    setSignInPolicy({ secondFactorRoles: roles, password }, key),
  )
  watch(value, (now) => now && form.reset({ roles: requiredOf(now.items), password: { ...now.password } }))
  const newly = computed(() =>
    standings.value.filter((one) => !one.required && form.values.roles.includes(one.roleKey)),
  )
  /** People who could do nothing but set theirs up from the moment it is saved. */
  const waiting = computed(() => newly.value.reduce((sum, one) => sum + one.holders - one.enrolled, 0))
  /** One of the roles just asked for is one's own; whether one has a factor is for the account page to say. */
  const mine = computed(() => newly.value.some((one) => holdsMyself(one.roleKey)))

  async function save(): Promise<void> {
    if (
      waiting.value > 0 &&
      !(await confirm({
        title: translate('admin.security.sureTitle'),
        text: translate('admin.security.sure', { count: waiting.value }),
        confirm: translate('admin.action.save'),
      }))
    )
      return
    if (!(await form.submit())) return
    toast(translate('admin.saved'))
    await reload()
  }
  return { standings, problem, reload, form, waiting, mine, save }
}

const holdsMyself = (roleKey: string) => (me.value?.grants ?? []).some((one) => one.roleKey === roleKey)
/** The roles that must have one now, in the order they are listed. */
export const requiredOf = (items: readonly Standing[]): string[] =>
  items.filter((one) => one.required).map((one) => one.roleKey)
