import type { Import, ImportSample } from '@storeweave/contract'
import { confirm, isUnderWay, saveFile, toastProblem, type Translate, usePages } from '@storeweave/kit'
import { onScopeDispose, ref, watch } from 'vue'
import { useOne } from '../parts/use-one'
import { faultsOf, faultyRows, importOf, runImport, samplesOf, stopImport } from './imports.api'

const LOOK_MS = 1_000

/** One import: how far it is, what is wrong, what it will change, and what can be done with it. */
export function useImport(t: Translate, id: string) {
  const one = useOne((signal) => importOf(id, signal))
  const faults = usePages((page) => faultsOf(id, page))
  const samples = useOne<{ items: ImportSample[] }>((signal) => samplesOf(id, signal))
  const busy = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))

  // while it works it is looked at every second; once it stands, what it found is read anew
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
      void faults.reload()
      void samples.reload()
    },
  )
  async function act(name: string, work: () => Promise<Import | void>): Promise<void> {
    busy.value = name
    try {
      const after = await work()
      if (after) {
        one.value.value = after
        void one.reload()
      }
    } catch (thrown) {
      toastProblem(thrown)
    }
    busy.value = ''
  }
  const run = () => act('run', () => runImport(id))
  async function stop(): Promise<void> {
    const text = t(one.value.value?.state === 'running' ? 'imports.stopRunning' : 'imports.stopReading')
    if (await confirm({ title: t('imports.stopTitle'), text, confirm: t('imports.stop') }))
      await act('stop', () => stopImport(id))
  }
  const mend = () =>
    act('mend', async () => {
      const name = (one.value.value?.name ?? '').replace(/\.[^.]*$/, '')
      saveFile(`${name}-${t('imports.mendName')}.xlsx`, await faultyRows(id, 'xlsx'))
    })
  return { one, faults, samples, busy, run, stop, mend }
}
