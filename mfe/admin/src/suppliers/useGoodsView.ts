import type { WholeGoods } from '@storeweave/contract'
import { optionTextOf } from '@storeweave/rules/catalog'
import { localText, toast, useSubmit, useText } from '@storeweave/kit'
import { computed, ref, watch } from 'vue'
import { useOne } from '../parts/use-one'
import * as api from './suppliers.api'

/** What HQ gives a variant. */
interface Mine {
  id: string
  name: string
  code: string
  listPrice: number | undefined
}

/** A list price to begin with: half as much again as the supply price, brought inside what the supplier asks for. */
export function firstPrice(supplyPrice: number, asked: WholeGoods['body']['bounds']): number {
  const wanted = Math.round(supplyPrice * 1.5)
  if (asked.kind === 'none') return wanted
  const end = (value: number | null, round: (n: number) => number) =>
    value === null ? null : asked.kind === 'range' ? value : round((supplyPrice * value) / 10_000)
  const [min, max] = [end(asked.min, Math.ceil), end(asked.max, Math.floor)]
  return Math.min(Math.max(wanted, min ?? wanted), max ?? Infinity)
}

/** State and verbs of goods that a supplier sent in. */
export function useGoodsView(id: string, changed: () => void) {
  const { t } = useText('admin')
  const { value, problem, reload } = useOne((signal) => api.goods(id, signal))
  const list = useOne(() => api.categories())
  const categoryId = ref('')
  const publish = ref(true)
  const ships = ref(false)
  const reason = ref('')
  const mine = ref<Mine[]>([])
  watch(value, (goods) => {
    if (!goods) return
    categoryId.value ||= goods.body.categoryId ?? ''
    mine.value = goods.body.skus.map((sku) => ({
      id: sku.id,
      name: localText(optionTextOf(goods.body.options, sku.optionIndexes)),
      code: '',
      listPrice: firstPrice(sku.supplyPrice, sku.bounds ?? goods.body.bounds),
    }))
  })
  const send = useSubmit(async (key: string, act: 'take' | 'refuse') => {
    const { version } = value.value!
    if (act === 'refuse') return api.refuseGoods(id, { version, reason: reason.value.trim() }, key)
    const skus = mine.value.map(({ id: skuId, code, listPrice }) => ({
      id: skuId,
      code: code.trim(),
      listPrice: listPrice ?? 0,
    }))
    const shippedBy = ships.value ? 'supplier' : 'store'
    return api.takeGoods(
      id,
      { version, categoryId: categoryId.value, skus, publish: publish.value, shippedBy },
      key,
    )
  })
  async function act(what: 'take' | 'refuse'): Promise<void> {
    const after = await send.submit(what)
    if (!after) return
    value.value = after
    toast(t(`suppliers.goods.${after.state}`))
    changed()
  }
  return {
    value,
    problem,
    reload,
    mine,
    categoryId,
    publish,
    ships,
    reason,
    categories: computed(
      () => list.value.value?.items.map((one) => ({ id: one.id, label: localText(one.name) })) ?? [],
    ),
    ready: computed(() => value.value?.state === 'sent'),
    take: () => act('take'),
    refuse: () => act('refuse'),
    busy: send.busy,
    refused: send.problem,
  }
}
