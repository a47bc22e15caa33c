import type { BoardCard } from '@storeweave/contract'
import { ref, watch, type Ref } from 'vue'

const STORED = 'storeweave.store.sorting'
export const SORTINGS = ['promise', 'age'] as const
export type Sorting = (typeof SORTINGS)[number]
type Timed = Pick<BoardCard, 'id' | 'paidAt' | 'promisedAt'>

/** Cards with the most pressing first: by what was promised (without a promise last), or by how long they wait. */
export function sorted<T extends Timed>(cards: readonly T[], by: Sorting): T[] {
  const due = (card: T) => (card.promisedAt ? Date.parse(card.promisedAt) : Infinity)
  const age = (a: T, b: T) => Date.parse(a.paidAt) - Date.parse(b.paidAt) || (a.id < b.id ? -1 : 1)
  return [...cards].sort((a, b) =>
    by === 'promise' && due(a) !== due(b) ? (due(a) < due(b) ? -1 : 1) : age(a, b),
  )
}

/** What the board is sorted by; remembered on this device. */
export function useSorting(): Ref<Sorting> {
  const kept = localStorage.getItem(STORED)
  const by = ref<Sorting>(SORTINGS.find((one) => one === kept) ?? 'promise')
  watch(by, (now) => localStorage.setItem(STORED, now))
  return by
}
