import {
  modeNames,
  modeOf,
  modes,
  openThings,
  type Feature,
  type FeatureSettings,
  type Mode,
} from '@storeweave/contract'
import { asProblem, localText, setTenant, toast, translate, type Problem } from '@storeweave/kit'
import { computed, shallowRef, watch } from 'vue'
import { useOne } from '../parts/use-one'
import { featuresOf, setFeatures, tenantNow } from './settings.api'

export const MODES: readonly Mode[] = modeNames

/** What the brand uses, as it is and as somebody would have it; nothing counts before it is saved. */
export function useModes() {
  const { value: settings, problem, reload } = useOne((signal) => featuresOf(signal))
  const known = () => new Set(settings.value?.items.flatMap((one) => (one.on ? [one.feature] : [])))
  const on = shallowRef(new Set<Feature>())
  const busy = shallowRef(false)
  const refusal = shallowRef<Problem>()
  watch(settings, () => (on.value = known()), { immediate: true })
  const mode = computed(() => modeOf([...on.value]))
  const dirty = computed(() => {
    const was = known()
    return was.size !== on.value.size || [...on.value].some((one) => !was.has(one))
  })

  function choose(next: Mode): void {
    on.value = new Set<Feature>(modes[next])
  }
  function turn(feature: Feature, used: boolean): void {
    const next = new Set(on.value)
    if (used) next.add(feature)
    else next.delete(feature)
    on.value = next
  }
  const undo = (): void => {
    on.value = known()
    refusal.value = undefined
  }
  async function save(): Promise<void> {
    busy.value = true
    refusal.value = undefined
    try {
      settings.value = await setFeatures({ on: [...on.value] })
      setTenant(await tenantNow())
      toast(translate('admin.saved'))
    } catch (thrown) {
      refusal.value = asProblem(thrown)
    }
    busy.value = false
  }
  /** What hangs on a feature, in words. */
  const openOf = ({ open }: FeatureSettings['items'][number]): string =>
    open
      .map(({ what, count }) => localText(openThings[what]).replace('{count}', String(count)))
      .join(translate('admin.modes.and'))
  return { settings, problem, reload, on, mode, dirty, busy, refusal, choose, turn, undo, save, openOf }
}
