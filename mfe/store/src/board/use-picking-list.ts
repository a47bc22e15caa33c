import type { BoardCard } from '@storeweave/contract'
import { nextTick, onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** Prints one order as a picking list with the browser's own print. */
export function usePickingList(): {
  printing: ShallowRef<BoardCard | undefined>
  print: (card: BoardCard) => Promise<void>
} {
  const printing = shallowRef<BoardCard>()
  const over = () => (printing.value = undefined)
  addEventListener('afterprint', over)
  onScopeDispose(() => removeEventListener('afterprint', over))
  async function print(card: BoardCard): Promise<void> {
    printing.value = card
    await nextTick()
    window.print()
  }
  return { printing, print }
}
