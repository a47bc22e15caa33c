import type { BulkEdit, BulkEditOutcome } from '@storeweave/contract'
import { confirm, toastProblem, usePages, type Translate } from '@storeweave/kit'
import { onScopeDispose, ref, watch } from 'vue'
import { useOne } from '../parts/use-one'
import { isUnderWay } from './edits'
import { editedOf, editOf, runEdit, undoEdit } from './edits.api'

const LOOK_MS = 1_000

/** One change: how far it is, what becomes of each product, and what can be done with it. */
export function useEdit(t: Translate, id: string) {
  const one = useOne((signal) => editOf(id, signal))
  const outcome = ref<string>()
  const rows = usePages(
    async (page) => {
      const found = await editedOf(id, outcome.value as BulkEditOutcome | undefined, page)
      return { ...found, items: found.items.map((row) => ({ ...row, id: row.productId })) }
    },
    { when: outcome },
  )
  const busy = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))
  // while it works it is looked at every second; once it stands, its products are read anew
  watch(one.loading, (loading) => {
    if (loading) return
    clearTimeout(timer)
    if (one.problem.value ? !one.value.value : one.value.value && isUnderWay(one.value.value))
      timer = setTimeout(() => void one.reload(), LOOK_MS)
  })
  watch(
    () => one.value.value?.state,
    (state, before) => {
      if (!before || state === before) return
      outcome.value = undefined
      void rows.reload()
    },
  )
  async function act(name: string, work: () => Promise<BulkEdit>): Promise<void> {
    busy.value = name
    try {
      one.value.value = await work()
      void one.reload()
    } catch (thrown) {
      toastProblem(thrown)
    }
    busy.value = ''
  }
  const run = () => act('run', () => runEdit(id))
  async function undo(): Promise<void> {
    const question = { title: t('edits.undoTitle'), text: t('edits.undoText'), confirm: t('edits.undo') }
    if (await confirm(question)) await act('undo', () => undoEdit(id))
  }
  return { one, rows, outcome, busy, run, undo }
}
