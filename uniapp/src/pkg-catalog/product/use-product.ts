import { computed, ref, watch } from 'vue'
import type { ShopProduct } from '@storeweave/contract'
import { moneyText } from '@storeweave/contract/money'
import { getDelivery } from '@/ask/delivery.api'
import { Problem } from '@/ask/problem'
import { findStores, getProduct } from '@/ask/shop.api'
import { isMiniProgram } from '@/device/client'
import { sharePage } from '@/device/share'
import { tell } from '@/state/tell'
import { useAdding } from '@/state/use-adding'
import { useLoad } from '@/state/use-load'
import { usePlace } from '@/state/use-place'
import { useTenant } from '@/state/use-tenant'
import { useWay } from '@/state/use-way'
import { pictureUrl } from '@/ui/picture'
import { say, t } from '@/words'

/** About how wide a chat shows a shared product's picture, px. */
const CARD_WIDTH = 240

/** A product's page at the store one shops at. */
export function useProduct() {
  const place = usePlace()
  const adding = useAdding()
  const tenant = useTenant()
  const id = ref('')
  /** The store whose price a shopper sees who hasn't chosen one yet: nothing can be bought there. */
  const shownAt = ref('')
  /** The SKU that a shelf label stood for. */
  let wished = ''
  const loading = useLoad(async () => {
    adding.product.value = await here().catch(online)
    return adding.product.value
  })
  const product = computed(() => adding.product.value)
  const here = () => getProduct(id.value, place.storeId || shownAt.value)
  /** What no store sells may be sent from a warehouse, the brand's or its supplier's: who came for it goes on there. */
  async function online(thrown: unknown): Promise<ShopProduct> {
    const at = place.storeId
    if (!(thrown instanceof Problem) || thrown.status !== 404 || !at) throw thrown
    const { warehouse } = await getDelivery(at, id.value)
    if (!warehouse || warehouse.id === at) throw thrown
    const found = await getProduct(id.value, warehouse.id)
    await useWay().send(warehouse.id)
    tell(t('delivery.from', { place: say(warehouse.name) }))
    return found
  }

  watch(
    () => product.value?.id,
    () => adding.specs.pick(wished),
  )
  async function open(productId: string, skuId = ''): Promise<void> {
    id.value = productId
    wished = skuId
    if (place.storeId) return void loading.load()
    void place.settle().catch(() => undefined) // without a store the page offers the choice
    const { items } = await findStores({ limit: 1 }).catch(() => ({ items: [] }))
    shownAt.value = items[0]?.id ?? ''
    if (!place.storeId && shownAt.value) void loading.load()
  }
  watch(
    () => place.storeId,
    (storeId, before) => {
      if (!storeId || !id.value) return
      if (before) adding.product.value = null
      void loading.load()
    },
  )
  /** Prices and stock move: read again when the page comes back. */
  const again = () => {
    if (id.value && place.storeId && product.value) void loading.load()
  }

  const media = computed(() => {
    const now = product.value
    if (!now) return []
    const chosen = adding.specs.sku.value?.picture
    return chosen ? [chosen, ...now.media.filter((one) => one.id !== chosen.id)] : now.media
  })

  /** What a shared product shows: its name with the price here, and its picture. */
  const card = computed(() => {
    const now = product.value
    const price = adding.specs.sku.value?.price
    return {
      title: now
        ? [say(now.name), price === undefined ? '' : moneyText(price, tenant.currency)].join(' ').trim()
        : tenant.name,
      query: `id=${id.value}`,
      path: `/pkg-catalog/product/product?id=${id.value}`,
      ...(media.value[0] ? { imageUrl: pictureUrl(media.value[0], CARD_WIDTH) } : {}),
    }
  })
  async function share(): Promise<void> {
    const outcome = await sharePage(card.value.title)
    if (outcome === 'copied') tell(t('order.copied'))
  }
  return { place, adding, id, loading, product, media, card, open, again, share, isMiniProgram }
}
