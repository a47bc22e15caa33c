import { touchAnswers } from '../kernel/answers.js'
import { emit } from '../kernel/events.js'

/** An event names the goods whose places changed, unless they are more. */
const NAMED_MOST = 1000

/** Says in the running transaction that these goods are sold elsewhere than before: kept pages go, tills hear of it. */
export async function tellMoved(productIds: readonly string[]): Promise<void> {
  await touchAnswers()
  const named = productIds.length > NAMED_MOST ? {} : { productIds: [...productIds] }
  await emit('assortment.changed', { storeId: null, ...named })
}
