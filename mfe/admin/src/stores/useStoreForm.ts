import type { Store, UpdateStore } from '@storeweave/contract'
import { can, reloadMe, required, toast, translate, useDecisions, useForm, uuidv7 } from '@storeweave/kit'
import { computed, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useOne } from '../parts/use-one'
import { faultOf, ofDay, WEEK, type Interval } from './hours'
import { createStore, storeOf, storesOf, unitsOf, updateStore } from './stores.api'
import { regionTree } from './tree'
import { useMove } from './use-move'

export interface StoreDraft {
  code: string
  regionId: string
  kind: Store['kind']
  status: Store['status']
  zh: string
  en: string
  address: string
  phone: string
  lat: string
  lng: string
  hours: Interval[]
  services: Store['services']
  areaSquareMetres: string
  preparationMinutes: string
  managerName: string
  photoUrls: string[]
}

const USUAL: Interval[] = WEEK.map((weekday) => ({ weekday, from: '08:00', to: '22:00' }))
const empty = (regionId: string, kind: Store['kind']): StoreDraft => ({
  code: '',
  regionId,
  kind,
  status: 'preparing',
  zh: '',
  en: '',
  address: '',
  phone: '',
  lat: '',
  lng: '',
  hours: USUAL,
  services: ['pickup'],
  areaSquareMetres: '0',
  preparationMinutes: '30',
  managerName: '',
  photoUrls: [],
})
const draftOf = (store: Store): StoreDraft => ({
  code: store.code,
  regionId: store.regionId,
  kind: store.kind,
  status: store.status,
  zh: store.name.zh,
  en: store.name.en,
  address: store.address,
  phone: store.phone,
  lat: String(store.lat),
  lng: String(store.lng),
  hours: store.hours,
  services: store.services,
  areaSquareMetres: String(store.areaSquareMetres),
  preparationMinutes: String(store.preparationMinutes),
  managerName: store.managerName,
  photoUrls: store.photoUrls,
})
const profileOf = (draft: StoreDraft) => ({
  name: { zh: draft.zh.trim(), en: draft.en.trim() },
  address: draft.address.trim(),
  phone: draft.phone.trim(),
  lat: Number(draft.lat),
  lng: Number(draft.lng),
  hours: draft.kind === 'warehouse' ? [] : draft.hours,
  services: draft.kind === 'warehouse' ? [] : draft.services,
  areaSquareMetres: Number(draft.areaSquareMetres) || 0,
  preparationMinutes: Number(draft.preparationMinutes),
  managerName: draft.managerName.trim(),
  photoUrls: draft.photoUrls,
})

const degrees = (most: number) => (value: unknown) =>
  String(value).trim() !== '' && Math.abs(Number(value)) <= most
    ? undefined
    : translate('admin.stores.fault.place')
const checks = {
  zh: required(),
  code: (value: unknown) =>
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/.test(String(value))
      ? undefined
      : translate('admin.stores.fault.code'),
  regionId: required(),
  address: required(),
  phone: (value: unknown) =>
    value === '' || /^\+?[0-9][0-9 -]{4,19}$/.test(String(value))
      ? undefined
      : translate('admin.stores.fault.phone'),
  lat: degrees(90),
  lng: degrees(180),
  areaSquareMetres: (value: unknown) =>
    /^\d{1,7}$/.test(String(value || '0')) ? undefined : translate('admin.stores.fault.area'),
  preparationMinutes: (value: unknown) =>
    /^\d{1,4}$/.test(String(value)) && Number(value) <= 1440
      ? undefined
      : translate('admin.stores.fault.preparation'),
  hours: (value: unknown) =>
    WEEK.some((weekday) => faultOf(ofDay(value as Interval[], weekday)))
      ? translate('admin.stores.fault.hours')
      : undefined,
}

/** Only what differs is sent: a field that one may not change is no reason to refuse the others. */
const changesOf = (before: Store, next: UpdateStore): UpdateStore =>
  Object.fromEntries(
    Object.entries(next).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Store]),
    ),
  )

/** State and verbs of a store's page: a new store without `id`. */
export function useStoreForm(id: () => string | undefined) {
  const route = useRoute()
  const router = useRouter()
  const newId = uuidv7()
  const store = shallowRef<Store>()
  const { keptBy } = useDecisions(id)
  const { asked, moving } = useMove()
  const given = route.query['regionId']
  const form = useForm<StoreDraft>(
    empty(
      typeof given === 'string' ? given : '',
      route.query['kind'] === 'warehouse' ? 'warehouse' : 'store',
    ),
    write,
    checks,
  )
  const loaded = useOne(async (signal) => {
    const wanted = id()
    return wanted ? storeOf(wanted, signal) : null
  }, id)
  const units = useOne((signal) => unitsOf(signal))
  const others = useOne((signal) => storesOf({}, { limit: 100, signal }))
  watch(loaded.value, (now) => now && take(now))
  /** Name, place, region, kind and status are decided above the store. */
  const assignable = computed(() => {
    const wanted = id()
    return wanted === undefined || can('assign', 'Store', { storeId: wanted })
  })

  function take(now: Store): void {
    store.value = now
    form.reset(draftOf(now))
  }
  async function write(key: string, draft: StoreDraft): Promise<void> {
    const profile = profileOf(draft)
    const before = store.value
    if (!before) {
      store.value = await createStore(
        { ...profile, id: newId, code: draft.code, regionId: draft.regionId, kind: draft.kind },
        key,
      )
      return
    }
    const { regionId, kind, status } = draft
    const changes = changesOf(before, { ...profile, regionId, kind, status })
    store.value = await moving(before.id, regionId, (how) => updateStore(before.id, changes, how), key)
  }
  async function save(): Promise<boolean> {
    const accepted = await form.submit()
    if (!accepted) {
      if (!form.problem) toast(translate('kit.form.fix'), { tone: 'bad' })
      return false
    }
    take(store.value!)
    toast(translate('admin.saved'))
    // The scope switch knows stores and regions from who one is.
    void reloadMe()
    if (!id()) await router.replace({ name: 'admin.store', params: { id: store.value!.id } })
    return true
  }
  return {
    form,
    store,
    loaded,
    /** What a move waits to be told. */
    asked,
    save,
    take,
    /** Who decides on hours in place of the person; undefined where the person may. */
    kept: computed(() => keptBy('hours')),
    assignable,
    editable: computed(() => {
      const wanted = id()
      return wanted ? can('update', 'Store', { storeId: wanted }) : can('create', 'Store')
    }),
    regions: computed(() => regionTree(units.value.value?.items ?? [])),
    others: computed(() => others.value.value?.items ?? []),
  }
}
