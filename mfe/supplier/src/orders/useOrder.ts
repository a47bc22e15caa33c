import type { Carrier, DropLine, DropOrder } from '@storeweave/contract'
import { asProblem, toast, useSubmit, useText, type Problem } from '@storeweave/kit'
import { computed, ref, shallowRef } from 'vue'
import { ordersApi } from './orders.api'

/** Pieces that were typed, of lines that have some left: none for nothing, never more than are left. */
export const piecesOf = (
  lines: readonly Pick<DropLine, 'id' | 'left'>[],
  typed: Readonly<Record<string, number | undefined>>,
): { lineId: string; quantity: number }[] =>
  lines
    .map(({ id, left }) => ({ lineId: id, quantity: Math.min(left, Math.max(0, typed[id] ?? 0)) }))
    .filter(({ quantity }) => quantity > 0)

/** One order to ship: what of it leaves now, what never will. */
export function useOrder(id: string) {
  const { t } = useText('supplier')
  const order = shallowRef<DropOrder>()
  const problem = shallowRef<Problem>()
  const typed = ref<Record<string, number>>({})
  const carrier = ref<Carrier>('sf')
  const waybill = ref('')
  const reason = ref('')
  const refusing = ref(false)

  function show(now: DropOrder): void {
    order.value = now
    typed.value = Object.fromEntries(now.lines.map((l) => [l.id, l.left]))
    waybill.value = ''
    reason.value = ''
    refusing.value = false
  }
  async function load(): Promise<void> {
    problem.value = undefined
    try {
      show(await ordersApi.one(id))
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
  }
  void load()

  const waits = computed(() => order.value?.state === 'to_ship' || order.value?.state === 'late')
  const pieces = computed(() => piecesOf(order.value?.lines ?? [], typed.value))
  const accepting = useSubmit((key: string) => ordersApi.accept(id, key))
  const shipping = useSubmit((key: string, lines: ReturnType<typeof piecesOf>, by: string, number: string) =>
    ordersApi.ship(id, { carrier: by as Carrier, waybill: number, lines }, key),
  )
  const unable = useSubmit((key: string, lines: ReturnType<typeof piecesOf>, why: string) =>
    ordersApi.refuse(id, { id: key, lines, reason: why }, key),
  )
  const renaming = useSubmit((key: string, parcelId: string, by: string, number: string) =>
    ordersApi.rename(id, parcelId, { carrier: by as Carrier, waybill: number }, key),
  )
  async function done(work: Promise<DropOrder | undefined>, words: string): Promise<boolean> {
    const now = await work
    if (!now) return false
    show(now)
    toast(t(words))
    return true
  }
  const accept = () => done(accepting.submit(), 'orders.accepted')
  const ship = () =>
    done(shipping.submit(pieces.value, carrier.value, waybill.value.trim()), 'orders.shippedNow')
  const refuse = () => done(unable.submit(pieces.value, reason.value.trim()), 'orders.refusedNow')
  const rename = (parcelId: string, by: string, number: string) =>
    done(renaming.submit(parcelId, by, number), 'orders.renamed')
  return {
    ...{ t, order, problem, load, waits, typed, pieces, carrier, waybill, reason, refusing },
    ...{ accepting, shipping, unable, renaming, accept, ship, refuse, rename },
  }
}
