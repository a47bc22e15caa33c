import type { Category, LabelPreview, LabelPrint, PreviewLabels, PrintLabels } from '@storeweave/contract'
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { asProblem, type Problem } from '../ask/problem'
import { uuidv7 } from '../ask/uuid'
import { tenant } from '../app/tenant'
import { locale } from '../words/i18n'
import { saveFile } from '../table/csv'
import { labelsApi } from './labels.api'

/** In place of a category: whatever the store sells. */
export const ALL = 'all'
const LOOK_MS = 1_000
const SETTLE_MS = 250

/** Labels of a store: what they shall be, the first sheet as it will look, and the file once it is made. */
export function useLabels(
  asked: () => {
    storeId: string
    productIds?: readonly string[] | undefined
    skuIds?: readonly string[] | undefined
    categoryId?: string | undefined
  },
) {
  const hasApp = computed(() => !!tenant.value?.wechatAppId)
  const choice = reactive({
    categoryId: asked().categoryId ?? ALL,
    sheet: 'a4_24' as PrintLabels['sheet'],
    code: (hasApp.value ? 'mini_program' : 'web') as PrintLabels['code'],
    locale: locale.value as PrintLabels['locale'],
    instead: true,
  })
  const categories = shallowRef<Category[]>([])
  const preview = shallowRef<LabelPreview>()
  const print = shallowRef<LabelPrint>()
  const problem = shallowRef<Problem>()
  const busy = ref(false)
  let looking: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  const wanted = (): PreviewLabels => {
    const { productIds, skuIds } = asked()
    return {
      ...(productIds?.length ? { productIds: [...productIds] } : {}),
      ...(skuIds?.length ? { skuIds: [...skuIds] } : {}),
      ...(choice.categoryId !== ALL ? { categoryId: choice.categoryId } : {}),
      sheet: choice.sheet,
      code: choice.code,
      locale: choice.locale,
    }
  }
  /** Looks at the first sheet anew. */
  async function look(): Promise<void> {
    looking?.abort()
    const own = (looking = new AbortController())
    try {
      const seen = await labelsApi.preview(asked().storeId, wanted(), own.signal)
      if (own.signal.aborted) return
      preview.value = seen
      problem.value = undefined
    } catch (thrown) {
      if (own.signal.aborted) return
      preview.value = undefined
      problem.value = asProblem(thrown)
    }
  }
  watch(
    () => JSON.stringify(wanted()),
    () => {
      print.value = undefined
      clearTimeout(timer)
      timer = setTimeout(() => void look(), SETTLE_MS)
    },
  )
  void look()
  if (!asked().productIds?.length && !asked().skuIds?.length)
    void labelsApi.categories().then(
      ({ items }) => (categories.value = items),
      () => undefined, // then all goods can be printed, and no category chosen
    )

  /** Has the labels made, waits for them and saves the file. */
  async function make(): Promise<void> {
    const { storeId } = asked()
    busy.value = true
    problem.value = undefined
    try {
      let now = await labelsApi.print(storeId, {
        id: uuidv7(),
        ...wanted(),
        whenDown: choice.instead ? 'web' : 'stop',
      })
      print.value = now
      while (!gone && (now.state === 'waiting' || now.state === 'running')) {
        await new Promise((done) => setTimeout(done, LOOK_MS))
        print.value = now = await labelsApi.one(storeId, now.id)
      }
      if (!gone && now.state === 'done') await download()
    } catch (thrown) {
      problem.value = asProblem(thrown)
    } finally {
      busy.value = false
    }
  }
  /** Saves the file that was made. */
  async function download(): Promise<void> {
    const { storeId } = asked()
    try {
      saveFile('labels.pdf', await labelsApi.file(storeId, print.value!.id), 'application/pdf')
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
  }
  onScopeDispose(() => {
    gone = true
    looking?.abort()
    clearTimeout(timer)
  })
  return { hasApp, choice, categories, preview, print, problem, busy, make, download }
}
