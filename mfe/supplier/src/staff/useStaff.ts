import type { PortalRole, PortalStaff } from '@storeweave/contract'
import {
  asProblem,
  confirm,
  toast,
  toastProblem,
  useForm,
  useText,
  uuidv7,
  type Problem,
} from '@storeweave/kit'
import { ref, shallowRef } from 'vue'
import { staffApi } from './staff.api'

export const ROLES: readonly PortalRole[] = ['supplier', 'supplier_goods', 'supplier_finance']

/** The key of a new invitation: 256 random bits, made here and known to who holds the link alone. */
function newLinkKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** One's own people: who is there, who is invited, and the verbs. */
export function useStaff() {
  const { t } = useText('supplier')
  const staff = shallowRef<PortalStaff>()
  const problem = shallowRef<Problem>()
  const made = ref<{ link: string; name: string }>()
  async function load(): Promise<void> {
    try {
      staff.value = await staffApi.all()
      problem.value = undefined
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
  }
  void load()
  const form = useForm(
    { name: '', role: 'supplier_goods' as PortalRole },
    async (idempotencyKey, v) => {
      const key = newLinkKey()
      staff.value = await staffApi.invite(
        { id: uuidv7(), key, name: v.name.trim(), role: v.role },
        idempotencyKey,
      )
      made.value = { link: `${location.origin}/join#${key}`, name: v.name.trim() }
    },
    { name: (value) => (String(value).trim() ? undefined : t('goods.needed')) },
  )
  async function invite(): Promise<void> {
    if (await form.submit()) form.reset({ name: '', role: 'supplier_goods' })
  }
  async function act(work: () => Promise<unknown>): Promise<void> {
    await work().catch((thrown: unknown) => toastProblem(asProblem(thrown)))
    await load()
  }
  async function remove(id: string, name: string): Promise<void> {
    if (await confirm({ title: t('staff.removeTitle', { name }), text: t('staff.removeText'), danger: true }))
      await act(() => staffApi.remove(id))
  }
  async function copy(): Promise<void> {
    await navigator.clipboard?.writeText(made.value?.link ?? '')
    toast(t('staff.copied'))
  }
  return {
    t,
    staff,
    problem,
    load,
    made,
    form,
    invite,
    remove,
    copy,
    setRole: (id: string, role: PortalRole) => act(() => staffApi.setRole(id, role)),
    uninvite: (id: string) => act(() => staffApi.uninvite(id)),
  }
}
