import type { Tenant } from '@storeweave/contract'
import { expect, it } from 'vitest'
import { setTenant, uses } from './tenant'

const brand = (features?: string[]) => setTenant({ slug: 'fresh', features } as unknown as Tenant)

it('what a brand does not use is not there; everything is where an answer was kept from before there were features', () => {
  brand(['stores'])
  expect([uses('stores'), uses('till'), uses(undefined)]).toEqual([true, false, true])
  brand()
  expect([uses('stores'), uses('till'), uses(undefined)]).toEqual([true, true, true])
})
