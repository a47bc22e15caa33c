import type { Allocation } from '@storeweave/contract'
import { localText, useFilters, usePages, useScope, useText } from '@storeweave/kit'
import { computed, ref } from 'vue'
import { choicesOf } from '../products/category-tree'
import { categoriesOf } from '../products/products.api'
import { STATES } from '../products/words'
import { useOne } from '../parts/use-one'
import { allocationsOf } from './assortment.api'
import { rulesOf } from './rules.api'
import type { Target } from './useAllocate'

const KEYS = ['assortment', 'q', 'state', 'categoryId', 'unitId', 'ruleId'] as const

/** Products with where they are sold, what they may be narrowed by, and the change in hand. */
export function useAssortment() {
  const { t } = useText('admin')
  const { units } = useScope()
  const filters = useFilters(KEYS)
  const pages = usePages<Allocation>((page) => allocationsOf(filters.value, page), {
    when: () => JSON.stringify(filters.value),
  })
  const categories = useOne((signal) => categoriesOf(signal))
  const rules = useOne((signal) => rulesOf(signal))
  const target = ref<Target>()
  const looking = ref(false)

  const choices = computed(() => choicesOf(categories.value.value?.items ?? [], localText))
  const places = computed(() =>
    units.value
      .filter((unit) => unit.kind !== 'hq')
      .toSorted((a, b) => a.kind.localeCompare(b.kind))
      .map((unit) => ({ value: unit.id, label: localText(unit.name) })),
  )
  const ruleOptions = computed(() =>
    (rules.value.value?.items ?? []).map((rule) => ({ value: rule.id, label: rule.name })),
  )
  const chips = computed(() => [
    { key: 'categoryId', label: t('products.category'), options: choices.value },
    {
      key: 'state',
      label: t('products.stateTitle'),
      options: STATES.map((value) => ({ value, label: t(`products.state.${value}`) })),
    },
    { key: 'unitId', label: t('assortment.releasedTo'), options: places.value },
    ...(ruleOptions.value.length || filters.value['ruleId']
      ? [{ key: 'ruleId', label: t('rules.one'), options: ruleOptions.value }]
      : []),
  ])
  /** What the filters say, for people. */
  const said = computed(() => {
    const { q, state, categoryId, unitId, ruleId, assortment } = filters.value
    const of = (list: readonly { value: string; label: string }[], value: string) =>
      list.find((one) => one.value === value)?.label ?? value
    return [
      q && `“${q}”`,
      assortment && t(`assortment.of.${assortment}`),
      categoryId && of(choices.value, categoryId),
      state && t(`products.state.${state}`),
      unitId && of(places.value, unitId),
      ruleId && of(ruleOptions.value, ruleId),
    ].filter(Boolean)
  })
  const openOne = (row: Allocation) => (target.value = { one: row })
  const openPicked = (rows: readonly Allocation[]) =>
    (target.value = {
      which: { productIds: rows.map((row) => row.productId) },
      label: t('assortment.picked', { count: rows.length }),
    })
  const openAll = () =>
    (target.value = {
      which: { ...filters.value },
      label: said.value.length
        ? t('assortment.allFound', { filter: said.value.join(' · ') })
        : t('assortment.allGoods'),
    })
  function done(): void {
    target.value = undefined
    void pages.reload()
  }
  return { t, filters, pages, chips, target, looking, openOne, openPicked, openAll, done }
}
