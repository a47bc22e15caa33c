import type { BoardCard, ParcelLabel, ShipFulfilment } from '@storeweave/contract'
import {
  can,
  toast,
  toastProblem,
  translate,
  useFilters,
  usePages,
  useSubmit,
  useWedge,
} from '@storeweave/kit'
import { computed, ref, watch } from 'vue'
import { useOne } from '../parts/use-one'
import { labelsOf, parcelsOf, shipParcel, warehousesOf } from './shipping.api'

/** What a board shows, in the order of a parcel's life. */
export const STATES = ['preparing', 'shipped', 'signed', 'lost'] as const
/** A number as carriers' barcodes say it. */
const WAYBILL = /^[A-Z0-9][A-Z0-9-]{5,38}$/
const LABELS_MOST = 100

/** What a scan means on the board: an order to pack, or the number of the parcel of the order that was scanned before. */
export function meant(
  code: string,
  cards: readonly { id: string; number: string }[],
  open: string | undefined,
): { card: string } | { waybill: string } | undefined {
  const text = code.trim().toUpperCase()
  const card = cards.find((one) => one.number.toUpperCase() === text)
  if (card) return { card: card.id }
  return open && WAYBILL.test(text) ? { waybill: text } : undefined
}

/** A warehouse's parcels: what is to pack, and what became of the rest. */
export function useShipping() {
  const filters = useFilters(['storeId', 'state'] as const)
  const places = useOne((signal) => warehousesOf(signal))
  const warehouses = computed(() => places.value.value?.items ?? [])
  const storeId = computed(() => filters.value['storeId'] ?? warehouses.value[0]?.id)
  const state = computed(() => filters.value['state'] ?? 'preparing')
  const pages = usePages<BoardCard>(
    async (page) =>
      storeId.value
        ? parcelsOf({ storeId: storeId.value, state: state.value }, page)
        : { items: [], nextCursor: null },
    { when: () => JSON.stringify([storeId.value, state.value]) },
  )
  /** The card whose number is being asked for. */
  const open = ref<string>()
  /** Who brings parcels: the last one is the likeliest. */
  const carrier = ref<ShipFulfilment['carrier']>('sf')
  const slips = ref<ParcelLabel[]>([])
  watch([storeId, state], () => (open.value = undefined))
  const { submit, busy, problem } = useSubmit((_key: string, id: string, by: ShipFulfilment) =>
    shipParcel(id, by),
  )
  const printing = useSubmit((_key: string, ids: string[]) => labelsOf(storeId.value!, ids))

  function ask(id: string | undefined): void {
    problem.value = undefined
    open.value = id
  }
  async function ship(waybill: string): Promise<void> {
    const id = open.value
    const done = id && (await submit(id, { carrier: carrier.value, waybill: waybill.trim() }))
    if (!done) return
    toast(translate('admin.shipping.shipped', { number: done.number }))
    took(done)
  }
  /** A card that moved on leaves the list it was in; one that stays shows what it is now. */
  function took(card: BoardCard): void {
    open.value = undefined
    pages.rows.value =
      card.state === state.value
        ? pages.rows.value.map((one) => (one.id === card.id ? card : one))
        : pages.rows.value.filter((one) => one.id !== card.id)
  }
  /** Slips of these cards, whole; those that left meanwhile are not among them. */
  async function print(ids: string[]): Promise<void> {
    const labels = await printing.submit(ids.slice(0, LABELS_MOST))
    if (labels) slips.value = labels.items
    else if (printing.problem.value) toastProblem(printing.problem.value)
  }
  useWedge((code) => {
    const what = meant(code, pages.rows.value, open.value)
    if (!what) return
    if ('card' in what) ask(what.card)
    else void ship(what.waybill)
  })
  return {
    ...{ filters, places, warehouses, storeId, state, pages, open, carrier, slips, busy, problem, ask, ship },
    ...{ took, print, printing: printing.busy },
    mayPack: computed(() => can('advance', 'Fulfilment', { storeId: storeId.value ?? '' })),
  }
}
