import type { MemberCard, MemberLevel, SetMemberLevel, SetTierPrice, SkuPrices } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

/** Levels of members, the highest first. */
export const memberLevels = (signal?: AbortSignal): Promise<{ items: MemberLevel[] }> =>
  ask('GET /api/member-levels', { signal })

export const setMemberLevel = (key: string, id: string, body: SetMemberLevel): Promise<MemberLevel> =>
  ask('PUT /api/member-levels/:id', { params: { id }, body, idempotencyKey: key })

export const removeMemberLevel = (id: string): Promise<void> =>
  ask('DELETE /api/member-levels/:id', { params: { id } })

/** Who has a phone number. */
export const findMember = (phone: string): Promise<MemberCard> =>
  ask('GET /api/members', { query: { phone } })

export const setLevel = (key: string, memberId: string, levelId: string | null): Promise<MemberCard> =>
  ask('PUT /api/members/:memberId/level', { params: { memberId }, body: { levelId }, idempotencyKey: key })

/** Sets a price for a level or from a quantity on at a node; null takes it away. */
export const setTierPrice = (
  key: string,
  skuId: string,
  unitId: string,
  body: Partial<SetTierPrice> & Pick<SetTierPrice, 'price'>,
): Promise<SkuPrices> =>
  ask('PUT /api/skus/:skuId/tiers/:unitId', { params: { skuId, unitId }, body, idempotencyKey: key })
