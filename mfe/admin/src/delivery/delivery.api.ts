import type { DeliverySettings } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

/** How the brand sends goods. */
export const deliverySettings = (signal: AbortSignal): Promise<DeliverySettings> =>
  ask('GET /api/delivery-settings', { signal })

/** Sets it, for every order from now on. */
export const setDelivery = (body: DeliverySettings): Promise<DeliverySettings> =>
  ask('PUT /api/delivery-settings', { body })
