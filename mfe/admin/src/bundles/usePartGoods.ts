import type { BundlePart, PartGoods } from '@storeweave/contract'
import { asProblem, type Problem } from '@storeweave/kit'
import { singlyOf } from '@storeweave/rules/catalog'
import { computed, ref, shallowRef, watch } from 'vue'
import { goodsLike, goodsOf } from './bundles.api'

const ASKED_MOST = 100

/** What is known of the parts of a bundle's SKUs, and the search for more. */
export function usePartGoods(parts: () => readonly BundlePart[]) {
  const known = ref(new Map<string, PartGoods>())
  const found = shallowRef<PartGoods[]>([])
  const searching = ref(false)
  const problem = shallowRef<Problem>()
  let turn = 0

  const unknown = computed(() => [
    ...new Set(parts().flatMap(({ skuId }) => (known.value.has(skuId) ? [] : [skuId]))),
  ])
  async function load(): Promise<void> {
    const ids = unknown.value.slice(0, ASKED_MOST)
    if (!ids.length) return
    problem.value = undefined
    try {
      for (const one of (await goodsOf(ids)).items) known.value.set(one.skuId, one)
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
  }
  watch(() => unknown.value.join(), load, { immediate: true })

  async function search(q: string): Promise<void> {
    const mine = ++turn
    if (!q.trim()) return void (found.value = [])
    searching.value = true
    try {
      const { items } = await goodsLike(q.trim())
      if (mine === turn) found.value = items
    } catch (thrown) {
      problem.value = asProblem(thrown)
    } finally {
      if (mine === turn) searching.value = false
    }
  }
  /** Remembers a SKU that was found, so that it is shown at once. */
  function keep(goods: PartGoods): void {
    known.value.set(goods.skuId, goods)
  }
  /** What parts cost singly by the list; undefined while one of them isn't known. */
  function singly(wanted: readonly BundlePart[]): number | undefined {
    const listed = wanted.map(({ skuId, quantity }) => {
      const goods = known.value.get(skuId)
      return goods && { listPrice: goods.listPrice, unitSize: goods.unitSize, quantity }
    })
    return listed.every((one) => one !== undefined) ? singlyOf(listed) : undefined
  }
  return { known, found, searching, problem, load, search, keep, singly }
}
