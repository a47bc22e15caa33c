import type {
  Campaign,
  CampaignPreview,
  CampaignReport,
  Product,
  ProductRow,
  PutCampaign,
} from '@storeweave/contract'
import { ask, asProblem, localText, toast, translate, uuidv7, type Problem } from '@storeweave/kit'
import { computed, reactive, ref, shallowRef } from 'vue'
import { callOff, campaignOf, openCampaign, preview, putCampaign, reportOf } from './campaigns.api'

export interface DraftGood {
  skuId: string
  label: string
  listPrice: number
  supplierId: string | null
  price: number | null
}
const local = (at: Date) =>
  new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
const instant = (typed: string) => new Date(typed).toISOString()
const DAY_MS = 86_400_000

/** A campaign as somebody drafts it, and as it goes on. */
export function useCampaign(id: string, fresh: boolean) {
  const campaign = shallowRef<Campaign>()
  const looked = shallowRef<CampaignPreview>()
  const report = shallowRef<CampaignReport>()
  const problem = shallowRef<Problem>()
  const busy = ref(false)
  const names = shallowRef(new Map<string, string>())
  const draft = reactive({
    zh: '',
    en: '',
    aboutZh: '',
    aboutEn: '',
    from: local(new Date(Date.now() + DAY_MS)),
    until: local(new Date(Date.now() + 8 * DAY_MS)),
    off: '10',
    unitIds: [] as string[],
    goods: [] as DraftGood[],
    shares: {} as Record<string, string>,
  })
  const editable = computed(() =>
    fresh && !campaign.value ? true : campaign.value?.allowed.includes('edit') === true,
  )
  const merchants = computed(() => [
    ...new Set(draft.goods.flatMap((one) => (one.supplierId === null ? [] : [one.supplierId]))),
  ])

  function take(c: Campaign): void {
    campaign.value = c
    Object.assign(draft, {
      zh: c.name.zh,
      en: c.name.en,
      aboutZh: c.about.zh,
      aboutEn: c.about.en,
      from: local(new Date(c.startsAt)),
      until: local(new Date(c.endsAt)),
      off: String(c.off / 100),
      unitIds: c.units.map((u) => u.id),
      goods: c.goods.map((g) => ({
        skuId: g.skuId,
        label: [localText(g.name), localText(g.optionText), g.code].filter(Boolean).join(' · '),
        listPrice: g.listPrice,
        supplierId: g.supplierId,
        price: g.price,
      })),
      shares: Object.fromEntries(c.merchants.map((m) => [m.supplierId, String(m.share / 100)])),
    })
  }
  async function run(work: () => Promise<Campaign | void>): Promise<boolean> {
    busy.value = true
    problem.value = undefined
    try {
      const after = await work()
      if (after) take(after)
      return true
    } catch (thrown) {
      problem.value = asProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }
  const bodyOf = (): PutCampaign => ({
    version: campaign.value?.version ?? 0,
    name: { zh: draft.zh, en: draft.en },
    about: { zh: draft.aboutZh, en: draft.aboutEn },
    startsAt: instant(draft.from),
    endsAt: instant(draft.until),
    unitIds: draft.unitIds,
    off: Math.round(Number(draft.off) * 100),
    goods: draft.goods.map(({ skuId, price }) => ({ skuId, price })),
    merchants: merchants.value.map((supplierId) => ({
      supplierId,
      share: Math.round(Number(draft.shares[supplierId] ?? 50) * 100),
    })),
  })
  const save = () =>
    run(async () => {
      const saved = await putCampaign(id, bodyOf())
      looked.value = await preview(id)
      toast(translate('admin.saved'))
      return saved
    })
  const start = () => run(() => openCampaign(id, uuidv7()))
  const stop = () => run(() => callOff(id, uuidv7()))
  const load = () =>
    run(async () => {
      const { items } = await ask<{ items: { id: string; name: { zh: string; en: string } }[] }>(
        'GET /api/suppliers',
      )
      names.value = new Map(items.map((one) => [one.id, localText(one.name)]))
      if (fresh) return
      const c = await campaignOf(id)
      if (c.state === 'draft') {
        if (c.allowed.includes('edit')) looked.value = await preview(id)
      } else report.value = await reportOf(id)
      return c
    })

  const found = shallowRef<ProductRow[]>([])
  async function search(q: string): Promise<void> {
    if (!q.trim()) return void (found.value = [])
    const query = { q: q.trim(), limit: 20, state: 'published' }
    await run(async () => {
      found.value = (await ask<{ items: ProductRow[] }>('GET /api/products', { query })).items
    })
  }
  const add = (productId: string) =>
    run(async () => {
      const product = await ask<Product>('GET /api/products/:id', { params: { id: productId } })
      for (const sku of product.skus)
        if (sku.active && !draft.goods.some((one) => one.skuId === sku.id))
          draft.goods.push({
            skuId: sku.id,
            label: `${localText(product.name)} · ${sku.code}`,
            listPrice: sku.listPrice,
            supplierId: product.supplierId,
            price: null,
          })
    })
  return {
    campaign,
    draft,
    looked,
    report,
    problem,
    busy,
    names,
    editable,
    merchants,
    found,
    search,
    add,
    save,
    start,
    stop,
    load,
  }
}
