import type { MoveAnswer, MoveWay } from '@storeweave/contract'
import { Problem } from '@storeweave/kit'
import { shallowRef } from 'vue'
import { previewMove } from './stores.api'

/** A move that takes prices outside the bounds of where it leads, and what waits for the person's word. */
export interface AskedMove {
  seen: MoveAnswer
  answer: (way: MoveWay | undefined) => void
}

/**
 * Moves of stores and regions in the tree: `moving` sends one, and where it would leave prices outside their bounds it
 * shows them (`asked`) and sends it again, by a key of its own, the way the person says, or throws the refusal where they think better of it.
 */
export function useMove() {
  const asked = shallowRef<AskedMove>()
  async function moving<T>(
    unitId: string,
    parentId: string,
    send: (how: { key?: string; prices?: MoveWay }) => Promise<T>,
    key?: string,
  ): Promise<T> {
    try {
      return await send(key ? { key } : {})
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.code !== 'pricing.breaks_prices') throw thrown
      const seen = await previewMove(unitId, parentId)
      const way = await new Promise<MoveWay | undefined>((answer) => (asked.value = { seen, answer }))
      asked.value = undefined
      if (!way) throw thrown
      return send({ prices: way })
    }
  }
  return { asked, moving }
}
