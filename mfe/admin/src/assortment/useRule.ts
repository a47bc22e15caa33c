import type { AllocationRule, RulePreview } from '@storeweave/contract'
import { can, confirm, required, toast, toastProblem, useForm, useText, uuidv7 } from '@storeweave/kit'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useOne } from '../parts/use-one'
import { BYS, conditionOf, isAmiss, lineOf, type Line } from './rule-terms'
import { createRule, deleteRule, rulePreviewOf, ruleOf, updateRule } from './rules.api'
import { usePreview } from './use-preview'

const LOOK_MS = 1_000
interface RuleDraft {
  name: string
  lines: Line[]
  unitIds: string[]
  active: boolean
}
const draftOf = (rule?: AllocationRule): RuleDraft => ({
  name: rule?.name ?? '',
  lines: rule?.condition.map(lineOf) ?? [{ by: BYS[0], values: [] }],
  unitIds: rule?.units.map((unit) => unit.unitId) ?? [],
  active: rule?.active ?? true,
})

/** A rule's page: the rule in the making, what it would come to, and how far it is written out once it is saved. */
export function useRule(given: string | undefined) {
  const { t } = useText('admin')
  const router = useRouter()
  const id = given ?? uuidv7()
  const rule = shallowRef<AllocationRule>()
  const loaded = given ? useOne((signal) => ruleOf(given, signal)) : undefined
  const editable = computed(() => can('update', 'Assortment'))

  const form = useForm<RuleDraft>(
    draftOf(),
    async (_key, { name, lines, unitIds, active }) => {
      const body = { name, condition: conditionOf(lines), unitIds, active }
      const version = rule.value?.version
      rule.value = await (version === undefined
        ? createRule({ id, ...body })
        : updateRule(id, { ...body, version }))
    },
    {
      name: required(t('rules.name')),
      lines: (lines) =>
        ((lines as Line[]).some(isAmiss) && t('rules.needsMeasure')) ||
        (!conditionOf(lines as Line[]).length && t('rules.needsLine')),
      unitIds: (ids) => !(ids as string[]).length && t('rules.needsPlace'),
    },
  )
  const complete = computed(() => !!conditionOf(form.values.lines).length && !!form.values.unitIds.length)
  const { preview, problem } = usePreview<RulePreview>(
    (signal) =>
      rulePreviewOf(
        {
          ...(rule.value ? { id } : {}),
          condition: conditionOf(form.values.lines),
          unitIds: form.values.unitIds,
          active: form.values.active,
        },
        signal,
      ),
    [
      () => JSON.stringify([form.values.lines, form.values.unitIds, form.values.active]),
      () => rule.value?.progress === null,
    ],
    () => complete.value && editable.value,
  )

  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))
  // while it is written out it is looked at every second; what is being typed stays
  async function follow(): Promise<void> {
    clearTimeout(timer)
    if (!rule.value?.progress) return
    timer = setTimeout(async () => {
      const now = await ruleOf(id, AbortSignal.timeout(10_000)).catch(() => undefined)
      if (now && rule.value) rule.value = { ...rule.value, progress: now.progress, goods: now.goods }
      void follow()
    }, LOOK_MS)
  }
  if (loaded)
    watch(loaded.value, (read) => {
      if (!read) return
      rule.value = read
      form.reset(draftOf(read))
      void follow()
    })

  async function save(): Promise<void> {
    if (!(await form.submit())) return
    toast(t('rules.saved'))
    if (given) return follow()
    await router.replace({ name: 'admin.rule', params: { id } })
  }
  async function remove(): Promise<void> {
    const question = { title: t('rules.removeTitle'), confirm: t('rules.remove'), danger: true }
    if (!(await confirm(question))) return
    try {
      await deleteRule(id)
      await router.replace({ name: 'admin.rules' })
    } catch (thrown) {
      toastProblem(thrown)
    }
  }
  return { rule, loaded, editable, form, complete, preview, problem, save, remove }
}
