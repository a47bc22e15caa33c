import type { DeliverySettings } from '@storeweave/contract'

/** Freight as it is being edited: amounts are undefined while they are no amounts. */
export interface FreightDraft {
  base: number | undefined
  hasFree: boolean
  freeFrom: number | undefined
  provinces: { province: string; refused: boolean; surcharge: number | undefined }[]
  signedAfterDays: number
}

export const emptyDraft = (): FreightDraft => ({
  base: undefined,
  hasFree: false,
  freeFrom: undefined,
  provinces: [],
  signedAfterDays: 10,
})

export const draftOf = ({ freight, signedAfterDays }: DeliverySettings): FreightDraft => ({
  base: freight.base,
  hasFree: freight.freeFrom !== null,
  freeFrom: freight.freeFrom ?? undefined,
  provinces: freight.provinces.map(({ province, surcharge }) => ({
    province,
    refused: surcharge === null,
    surcharge: surcharge ?? undefined,
  })),
  signedAfterDays,
})

/** The fields that keep a draft from being saved. */
export function faultsOf(draft: FreightDraft): Set<string> {
  const faults = new Set<string>()
  if (draft.base === undefined) faults.add('base')
  if (draft.hasFree && !draft.freeFrom) faults.add('freeFrom')
  for (const one of draft.provinces) if (!one.refused && one.surcharge === undefined) faults.add(one.province)
  return faults
}

/** What is sent of a draft without faults. */
export const settingsOf = (draft: FreightDraft): DeliverySettings => ({
  freight: {
    base: draft.base ?? 0,
    freeFrom: draft.hasFree ? (draft.freeFrom ?? null) : null,
    provinces: draft.provinces.map(({ province, refused, surcharge }) => ({
      province,
      surcharge: refused ? null : (surcharge ?? 0),
    })),
  },
  signedAfterDays: draft.signedAfterDays,
})
