import { within } from '../kernel/access.js'

/** True for who may refund in every store: HQ. */
export const isHq = (): boolean => within('cancel', 'Order') === null
