import type { Decision, DecisionLevel, DecisionSettings } from '@storeweave/contract'
import { toast, toastProblem, translate } from '@storeweave/kit'
import { computed, ref } from 'vue'
import { useOne } from '../parts/use-one'
import { decisionsOf, setDecision } from './settings.api'

export const LEVELS: readonly DecisionLevel[] = ['store', 'region', 'hq']
export type Setting = DecisionSettings['items'][number]

/** Who decides what: the brand's own setting, and regions and stores where it differs. Each change is saved at once. */
export function useDecisionSettings() {
  const { value, problem, reload } = useOne((signal) => decisionsOf(signal))
  /** The switch that is on its way, as `decision/unit`. */
  const saving = ref('')
  async function set(decision: Decision, unitId: string, level: DecisionLevel | null): Promise<void> {
    saving.value = `${decision}/${unitId}`
    try {
      value.value = await setDecision(unitId, { decision, level })
      toast(translate('admin.saved'))
    } catch (thrown) {
      toastProblem(thrown)
    }
    saving.value = ''
  }
  return { settings: computed(() => value.value?.items ?? []), problem, reload, saving, set }
}
