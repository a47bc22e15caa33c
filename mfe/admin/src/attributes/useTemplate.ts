import type { ProductValue } from '@storeweave/contract'
import { requiredMissing } from '@storeweave/rules/catalog'
import { computed } from 'vue'
import { useOne } from '../parts/use-one'
import { attributesOf, templateOf } from './attributes.api'
import { askedFor, unfitting } from './values'

/** What a product of a category is asked for, and what of it is missing. */
export function useTemplate(categoryId: () => string, values: () => readonly ProductValue[]) {
  const all = useOne((signal) => attributesOf(signal))
  const template = useOne(
    async (signal) => (categoryId() ? templateOf(categoryId(), signal) : { items: [], own: [] }),
    categoryId,
  )
  const attributes = computed(() => all.value.value?.items ?? [])
  const items = computed(() => template.value.value?.items ?? [])
  return {
    asked: computed(() => askedFor(attributes.value, items.value, values())),
    loading: computed(() => all.loading.value || template.loading.value),
    demands: computed(() => items.value.some((item) => item.required)),
    missing: computed(() => requiredMissing(items.value, values())),
    unfitting: computed(() => unfitting(attributes.value, values())),
  }
}
export type TemplateState = ReturnType<typeof useTemplate>
