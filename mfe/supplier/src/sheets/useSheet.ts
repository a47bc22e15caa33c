import type { GoodsSheet, ImportSample } from '@storeweave/contract'
import {
  asProblem,
  confirm,
  isUnderWay,
  type Problem,
  saveFile,
  toastProblem,
  type Translate,
  usePages,
} from '@storeweave/kit'
import { onScopeDispose, ref, shallowRef } from 'vue'
import { sheetsApi } from './sheets.api'

const LOOK_MS = 1_000

/** One sheet: how far it is, what is wrong, what it will change, and what can be done with it. */
export function useSheet(t: Translate, id: string) {
  const sheet = shallowRef<GoodsSheet>()
  const problem = shallowRef<Problem>()
  const samples = shallowRef<ImportSample[]>([])
  const faults = usePages((page) => sheetsApi.faults(id, page))
  const busy = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false
  onScopeDispose(() => {
    gone = true
    clearTimeout(timer)
  })

  async function load(): Promise<void> {
    clearTimeout(timer)
    const before = sheet.value?.state
    try {
      sheet.value = await sheetsApi.one(id)
      problem.value = undefined
      if (before !== sheet.value.state) await details(before !== undefined)
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
    // while it works it is looked at every second
    if (!gone && (problem.value ? !sheet.value : sheet.value && isUnderWay(sheet.value)))
      timer = setTimeout(() => void load(), LOOK_MS)
  }
  async function details(anew: boolean): Promise<void> {
    if (anew) void faults.reload()
    if (sheet.value?.rowsKept) samples.value = (await sheetsApi.samples(id)).items
  }
  void load()

  async function act(name: string, work: () => Promise<unknown>): Promise<void> {
    busy.value = name
    try {
      await work()
      await load()
    } catch (thrown) {
      toastProblem(thrown)
    }
    busy.value = ''
  }
  const run = () => act('run', () => sheetsApi.run(id))
  async function stop(): Promise<void> {
    const text = t(sheet.value?.state === 'running' ? 'sheets.stopRunning' : 'sheets.stopReading')
    if (await confirm({ title: t('sheets.stopTitle'), text, confirm: t('sheets.stop') }))
      await act('stop', () => sheetsApi.stop(id))
  }
  const mend = () =>
    act('mend', async () => {
      const name = (sheet.value?.name ?? '').replace(/\.[^.]*$/, '')
      saveFile(`${name}-${t('sheets.mendName')}.xlsx`, await sheetsApi.faulty(id, 'xlsx'))
    })
  return { sheet, problem, samples, faults, busy, load, run, stop, mend }
}
