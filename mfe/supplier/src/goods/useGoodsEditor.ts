import type { WholeGoods } from '@storeweave/contract'
import {
  asProblem,
  confirm,
  toast,
  toastProblem,
  useForm,
  useText,
  uuidv7,
  type Problem,
} from '@storeweave/kit'
import { computed, ref, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { draftOf, formOf, newGoods, newSku } from './draft'
import { goodsApi } from './goods.api'

const PICTURES_MOST = 12
const BYTES_MOST = 10 * 1024 * 1024

/** State and verbs of goods that are drafted; `new` begins with an empty form. */
export function useGoodsEditor(asked: string) {
  const { t } = useText('supplier')
  const router = useRouter()
  const id = asked === 'new' ? uuidv7() : asked
  const whole = shallowRef<WholeGoods>()
  const problem = shallowRef<Problem>()
  const loading = ref(asked !== 'new')
  const busy = ref(false)
  const form = useForm(
    newGoods(),
    async (key, values) => {
      whole.value = await goodsApi.save(id, draftOf(values, whole.value?.version ?? null), key)
    },
    {
      nameZh: (value) => (String(value).trim() ? undefined : t('goods.needed')),
      unit: (value) => (String(value).trim() ? undefined : t('goods.needed')),
      skus: (_, v) =>
        v.option.trim() && v.skus.some((s) => !s.value.trim()) ? t('goods.valueNeeded') : undefined,
    },
  )
  async function load(): Promise<void> {
    if (asked === 'new') return
    try {
      whole.value = await goodsApi.one(id)
      form.reset(formOf(whole.value))
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
    loading.value = false
  }
  void load()
  async function save(): Promise<boolean> {
    if (!(await form.submit())) return false
    toast(t('goods.saved'))
    if (asked === 'new') void router.replace({ name: 'supplier.draft', params: { id } })
    return true
  }
  async function act(work: () => Promise<unknown>): Promise<void> {
    busy.value = true
    try {
      await work()
    } catch (thrown) {
      toastProblem(asProblem(thrown))
    } finally {
      busy.value = false
    }
  }
  const toList = () => router.push({ name: 'supplier.goods' })
  async function send(): Promise<void> {
    if ((form.dirty || !whole.value) && !(await form.submit())) return
    await act(async () => {
      whole.value = await goodsApi.move(id, 'send', whole.value!.version)
      toast(t('goods.sent'))
      await toList()
    })
  }
  const takeBack = () =>
    act(async () => {
      whole.value = await goodsApi.move(id, 'take_back', whole.value!.version)
    })
  async function drop(): Promise<void> {
    if (!(await confirm({ title: t('goods.dropTitle'), danger: true }))) return
    await act(async () => {
      await goodsApi.drop(id)
      form.reset()
      await toList()
    })
  }
  async function addPictures(files: FileList | null): Promise<void> {
    for (const file of files ?? []) {
      if (form.values.media.length >= PICTURES_MOST || file.size > BYTES_MOST) return
      await act(async () => void form.values.media.push(await goodsApi.keepPicture(file)))
    }
  }
  return {
    t,
    form,
    whole,
    problem,
    loading,
    busy,
    editable: computed(
      () => !whole.value || whole.value.state === 'draft' || whole.value.state === 'refused',
    ),
    save,
    send,
    takeBack,
    drop,
    addPictures,
    addSku: () => form.values.skus.push(newSku()),
    removeSku: (n: number) => form.values.skus.splice(n, 1),
  }
}
