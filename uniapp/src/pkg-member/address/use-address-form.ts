import { computed, reactive, ref } from 'vue'
import type { SaveAddress } from '@storeweave/contract'
import { provinceNames } from '@storeweave/rules/delivery'
import { addAddress, removeAddress, saveAddress } from '@/ask/delivery.api'
import { uuidv7 } from '@/ask/uuid'
import { goBack } from '@/state/go'
import { confirm, tellProblem } from '@/state/tell'
import { useAddress } from '@/state/use-address'
import { say, t } from '@/words'

const PHONE = /^\+?[0-9][0-9 -]{4,19}$/
const CODES = Object.keys(provinceNames).sort()

/** An address being written: a new one, or one of the shopper's. */
export function useAddressForm() {
  const addresses = useAddress()
  const id = ref('')
  const busy = ref(false)
  const wasDefault = ref(false)
  const newId = uuidv7()
  const draft = reactive<SaveAddress>({
    ...{ name: '', phone: '', province: '', city: '', district: '', street: '', isDefault: false },
  })
  const wrong = reactive<Partial<Record<keyof SaveAddress, string>>>({})
  const names = computed(() => CODES.map((code) => say(provinceNames[code]!)))
  const index = computed(() => CODES.indexOf(draft.province))

  async function open(wanted: string): Promise<void> {
    id.value = wanted
    if (!wanted) return
    await addresses.load().catch(tellProblem)
    const known = addresses.items?.find((one) => one.id === wanted)
    if (!known) return goBack()
    const { id: _, ...fields } = known
    Object.assign(draft, fields)
    wasDefault.value = known.isDefault
  }
  /** A municipality is its own city: nobody types it twice. */
  function choose(at: number): void {
    draft.province = CODES[at] ?? ''
    const name = provinceNames[draft.province]?.zh ?? ''
    if (!draft.city.trim() && ['11', '12', '31', '50'].includes(draft.province)) draft.city = name
  }
  function isWhole(): boolean {
    for (const key of ['name', 'phone', 'province', 'city', 'street'] as const)
      if (draft[key].trim()) delete wrong[key]
      else wrong[key] = t('address.fill')
    if (!wrong.phone && !PHONE.test(draft.phone.trim())) wrong.phone = t('address.phoneInvalid')
    return Object.keys(wrong).length === 0
  }
  /** Writes it down, and sends the order that is under way there. */
  async function save(): Promise<void> {
    if (!isWhole() || busy.value) return
    busy.value = true
    try {
      const kept = id.value
        ? await saveAddress(id.value, { ...draft })
        : await addAddress({ id: newId, ...draft })
      await addresses.load()
      addresses.chosenId = kept.id
      goBack()
    } catch (thrown) {
      tellProblem(thrown)
    } finally {
      busy.value = false
    }
  }
  async function remove(): Promise<void> {
    const yes = await confirm(
      t('address.removeAsk'),
      t('address.removeWords'),
      t('address.remove'),
      t('address.keep'),
    )
    if (!yes) return
    try {
      await removeAddress(id.value)
      await addresses.load()
      goBack()
    } catch (thrown) {
      tellProblem(thrown)
    }
  }
  return {
    draft,
    wrong,
    names,
    index,
    busy,
    wasDefault,
    isNew: computed(() => !id.value),
    open,
    choose,
    save,
    remove,
  }
}
