import { ref } from 'vue'
import type { ShopCard, ShopProduct } from '@storeweave/contract'
import { getProduct } from '@/ask/shop.api'
import { useSpecs } from './use-specs'
import { t } from '@/words'
import { firstQuantity, isVoucher } from '@/words/amount'
import { goCheckout, goProduct } from './go'
import { tell, tellProblem } from './tell'
import { useCart } from './use-cart'
import { useDraft } from './use-draft'
import { usePlace } from './use-place'
import { useSession } from './use-session'

/** Adding from a card or a product's page: one tap where there is one SKU, else the specs sheet. */
export function useAdding() {
  const cart = useCart()
  const place = usePlace()
  const session = useSession()
  const product = ref<ShopProduct | null>(null)
  const picking = ref(false)
  const busy = ref(false)
  const specs = useSpecs(() => product.value)

  async function put(skuId: string, quantity: number): Promise<void> {
    busy.value = true
    try {
      await session.enterQuietly() // where that doesn't work, a guest's cart does
      await cart.add(skuId, quantity)
      picking.value = false
      tell(t('goods.added'))
    } catch (thrown) {
      tellProblem(thrown)
    } finally {
      busy.value = false
    }
  }

  /** The card's button. */
  async function addCard(card: ShopCard): Promise<void> {
    if (isVoucher(card)) return goProduct(card.id) // bought at once, not by the cart
    if (card.skuId) {
      return put(card.skuId, firstQuantity(card, card.unitSize, card.available))
    }
    try {
      product.value = await getProduct(card.id, place.storeId)
      specs.start()
      picking.value = true
    } catch (thrown) {
      tellProblem(thrown)
    }
  }

  /** Puts the chosen SKU into the cart. */
  async function addChosen(): Promise<void> {
    const sku = specs.sku.value
    if (sku) await put(sku.id, specs.quantity.value)
  }

  /** Goes on with the chosen SKU alone. */
  async function buyChosen(): Promise<void> {
    const sku = specs.sku.value
    const now = product.value
    if (!sku || !now) return
    useDraft().start({
      fromCart: false,
      lines: [
        {
          skuId: sku.id,
          productId: now.id,
          name: now.name,
          optionText: optionText(now, sku.optionIndexes),
          unit: now.unit,
          kind: now.kind,
          picture: sku.picture ?? now.media[0] ?? null,
          quantity: specs.quantity.value,
          unitSize: sku.unitSize,
        },
      ],
    })
    picking.value = false
    await session.whenSignedIn(goCheckout)
  }
  return { product, picking, busy, specs, addCard, addChosen, buyChosen }
}

const optionText = (product: ShopProduct, indexes: number[]): { zh: string; en: string } => {
  const values = product.options.map((option, at) => option.values[indexes[at] ?? -1])
  const join = (language: 'zh' | 'en') =>
    values
      .map((value) => value?.[language] || value?.zh || '')
      .filter(Boolean)
      .join(' · ')
  return { zh: join('zh'), en: join('en') }
}
