import type { Product } from '@storeweave/contract'
import { can, Problem, toast, translate, useForm, uuidv7 } from '@storeweave/kit'
import { missingForSale } from '@storeweave/rules/catalog'
import { computed, ref, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useTemplate } from '../attributes/useTemplate'
import { useOne } from '../parts/use-one'
import { bodyOf, draftOf, emptyDraft, faultsOf, formerSkus, type ProductDraft } from './draft'
import { filled } from './matrix'
import { categoriesOf, createProduct, productOf, suppliersOf, updateProduct } from './products.api'

/** State and verbs of the product page: a new product without `id`. */
export function useProductEditor(id: () => string | undefined) {
  const router = useRouter()
  const product = shallowRef<Product>()
  /** Edits become a change request: the product is on sale, and who edits may not publish. */
  const proposes = computed(() => product.value?.state === 'published' && !can('publish', 'Product'))
  const asking = ref(false)
  const newId = uuidv7()
  const unit = {
    zh: translate('admin.products.defaultUnit.zh'),
    en: translate('admin.products.defaultUnit.en'),
  }
  const form = useForm<ProductDraft>(emptyDraft(uuidv7(), unit), write)
  const loaded = useOne(async (signal) => {
    const wanted = id()
    return wanted ? productOf(wanted, signal) : null
  }, id)
  const template = useTemplate(
    () => form.values.categoryId,
    () => form.values.values,
  )
  const categories = useOne((signal) => categoriesOf(signal))
  const suppliers = useOne((signal) => suppliersOf(signal))
  watch(loaded.value, (now) => now && take(now))

  function take(now: Product): void {
    product.value = now
    form.reset(draftOf(now))
  }
  async function write(key: string, draft: ProductDraft): Promise<void> {
    const before = product.value
    product.value = before
      ? await updateProduct(before.id, { ...bodyOf(draft), version: before.version }, key)
      : await createProduct({ ...bodyOf(draft), id: newId }, key)
  }
  /** Whether the draft can be sent; what cannot is said on its fields. */
  function checked(): boolean {
    const faults = faultsOf(form.values)
    for (const path of Object.keys(form.faults)) delete form.faults[path]
    for (const [path, fault] of Object.entries(faults))
      form.faults[path] = translate(`admin.products.fault.${fault}`)
    if (Object.keys(faults).length || template.unfitting.value.length) {
      toast(translate('kit.form.fix'), { tone: 'bad' })
      return false
    }
    return true
  }
  /** Checks, sends, and goes to the product's own address when it was new; what is on sale may need somebody else's word. */
  async function save(): Promise<boolean> {
    if (!checked()) return false
    if (proposes.value) {
      asking.value = true
      return false
    }
    if (!(await form.submit())) return false
    take(product.value!)
    toast(translate('admin.products.saved'))
    if (!id()) await router.replace({ name: 'admin.product', params: { id: product.value!.id } })
    return true
  }
  /** What was edited went in as a change request: the product is as it was. */
  async function sent(changeId: string): Promise<void> {
    take(product.value!)
    await router.push({ name: 'admin.change', params: { id: changeId } })
  }
  /** Drops what was edited and shows what is on the server now. */
  async function startOver(): Promise<void> {
    take(await productOf(product.value!.id))
  }

  const lacking = computed(() => {
    const draft = form.values
    const bare: string[] = missingForSale({
      name: draft.name,
      mediaIds: draft.media.map((one) => one.id),
      categoryId: draft.categoryId || null,
      kind: draft.kind,
      skus: draft.skus.map((sku) => ({
        active: true,
        listPrice: sku.listPrice ?? 0,
        parts: sku.parts,
        voucher: sku.voucher,
      })),
    })
    return template.missing.value.length ? [...bare, 'attributes'] : bare
  })
  function fill(): void {
    const base = form.values.skus[0]?.code.replace(/-\d+$/, '') ?? ''
    form.values.skus = filled(form.values.options, form.values.skus, formerSkus(product.value), base, uuidv7)
  }
  return {
    form,
    template,
    product,
    loaded,
    lacking,
    save,
    proposes,
    asking,
    sent,
    startOver,
    take,
    fill,
    editable: computed(() => (id() ? can('update', 'Product') : can('create', 'Product'))),
    stale: computed(() => form.problem instanceof Problem && form.problem.code === 'catalog.version_stale'),
    categories: computed(() => categories.value.value?.items ?? []),
    suppliers: computed(() => suppliers.value.value?.items ?? []),
  }
}
