import type { AuditEntry } from '@storeweave/contract'
import { localText, saveFile, toastProblem, useFilters, usePages, useSubmit, useText } from '@storeweave/kit'
import { computed, ref } from 'vue'
import { useOne } from '../parts/use-one'
import { chainOf, checkChain, choicesOf, csvOf, entriesOf } from './audit.api'
import { ACTS, actText, SUBJECTS, subjectText } from './words'

const KEYS = [
  'q',
  'personId',
  'subject',
  'permission',
  'objectId',
  'storeId',
  'outcome',
  'from',
  'to',
] as const

/** The audit log: what it is narrowed to, its pages, the state of its chain, and taking it along as a file. */
export function useAudit() {
  const { t } = useText('admin')
  const filters = useFilters(KEYS)
  const pages = usePages<AuditEntry>((page) => entriesOf(filters.value, page), {
    when: () => JSON.stringify(filters.value),
  })
  const choices = useOne((signal) => choicesOf(signal))
  const chain = useOne((signal) => chainOf(signal))
  const { submit: verify, busy: verifying, problem } = useSubmit((key) => checkChain(key))
  async function check(): Promise<void> {
    if (await verify()) await chain.reload()
    else if (problem.value) toastProblem(problem.value)
  }
  const exporting = ref(false)
  async function download(): Promise<void> {
    if (exporting.value) return
    exporting.value = true
    try {
      saveFile(`${t('menu.audit')}.csv`, `\ufeff${await csvOf(filters.value)}`)
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      exporting.value = false
    }
  }
  const stores = computed(() => choices.value.value?.stores ?? [])
  const nameOf = (id: string): string | undefined => {
    const store = stores.value.find((one) => one.id === id)
    return store ? localText(store.name) : choices.value.value?.people.find((one) => one.id === id)?.name
  }
  const chips = computed(() => [
    {
      key: 'personId',
      label: t('audit.who'),
      options: (choices.value.value?.people ?? []).map((one) => ({
        value: one.id,
        label: one.name === one.login ? one.name : `${one.name} · ${one.login}`,
      })),
    },
    {
      key: 'subject',
      label: t('audit.kind'),
      options: SUBJECTS.map((value) => ({ value, label: subjectText(t, value) })),
    },
    {
      key: 'permission',
      label: t('audit.did'),
      options: ACTS.map((value) => ({ value, label: actText(t, value) })),
    },
    {
      key: 'storeId',
      label: t('orders.store'),
      options: stores.value.map((one) => ({ value: one.id, label: localText(one.name) })),
    },
    {
      key: 'outcome',
      label: t('audit.outcome'),
      options: (['done', 'refused'] as const).map((value) => ({ value, label: t(`audit.${value}`) })),
    },
  ])
  return { filters, pages, chips, chain, check, verifying, download, exporting, nameOf }
}
