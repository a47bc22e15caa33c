import { ref } from 'vue'
import { getLabel, getStore } from '@/ask/shop.api'
import { Problem, wordsOf } from '@/ask/problem'
import { goSkuInstead } from '@/state/go'
import { usePlace } from '@/state/use-place'

const SCENE = /^[0-9a-z]{12}$/

/** What a shelf label that was scanned leads to: its store is the one shopped at from then on. */
export function useLabel() {
  const place = usePlace()
  const problem = ref('')
  const unknown = ref(false)
  let scene = ''

  async function lead(): Promise<void> {
    problem.value = ''
    unknown.value = !SCENE.test(scene)
    if (unknown.value) return
    try {
      const { storeId, productId, skuId } = await getLabel(scene)
      if (place.storeId !== storeId) place.choose(await getStore(storeId))
      goSkuInstead(productId, skuId)
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.status === 404) unknown.value = true
      else problem.value = wordsOf(thrown)
    }
  }
  /** Opens what the page was called with; the mini program hands the scene over encoded. */
  function open(asked: string): void {
    scene = decodeURIComponent(asked)
    void lead()
  }
  return { problem, unknown, open, lead }
}
