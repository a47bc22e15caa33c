import { computed, ref, shallowRef } from 'vue'
import type { PersonalData } from '@storeweave/contract'
import { exportData } from '@/ask/privacy.api'
import { fileOf } from '@/device/save'
import type { Keep } from '@/device/save'
import { tell, tellProblem } from '@/state/tell'
import { useSession } from '@/state/use-session'
import { t } from '@/words'
import { useProof } from '../use-proof'

/** Getting everything the shop has about oneself, as a file. */
export function useExport() {
  const session = useSession()
  const proof = useProof()
  const busy = ref(false)
  const data = shallowRef<PersonalData | null>(null)
  const keep = shallowRef<Keep | null>(null)

  const show = () => session.load().catch(tellProblem)
  async function make(): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      const given = await proof.prove()
      if (!given) return
      const made = await exportData(given)
      data.value = made
      const name = `my-data-${made.madeAt.slice(0, 10)}.json`
      keep.value = await fileOf(name, JSON.stringify(made, null, 2))
    } catch (thrown) {
      proof.refused(thrown)
    } finally {
      busy.value = false
    }
  }
  async function save(): Promise<void> {
    try {
      if (await keep.value?.()) tell(t('privacy.saved'))
    } catch (thrown) {
      tellProblem(thrown)
    }
  }
  const holds = computed(() =>
    t('privacy.exportHolds', {
      orders: data.value?.orders.length ?? 0,
      consents: data.value?.consents.length ?? 0,
      devices: data.value?.devices.length ?? 0,
    }),
  )
  const older = computed(() => data.value?.ordersLeftOut ?? 0)
  return { proof, busy, keep, holds, older, show, make, save }
}
