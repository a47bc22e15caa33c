import type { UpdateStore } from './org.js'
import type { Permission, ScopeKind, Subject } from './permissions.js'

/**
 * The numbers a role may cap, each with the permissions that need it. A role without one caps nothing. Source:
 * domain.md section 2. `priceCut` is basis points below the list price, `refund` minor units given back at once,
 * `stockCorrection` priced units (pieces; half kilos where goods are priced so) corrected or
 * written off at once; deliveries are as large as they are.
 */
export const limits = {
  priceCut: { permissions: ['Price:update', 'ListPrice:update'], code: 'pricing.cut_over_limit' },
  refund: { permissions: ['Order:cancel'], code: 'selling.refund_over_limit' },
  stockCorrection: { permissions: ['Stock:adjust'], code: 'inventory.correction_over_limit' },
} as const satisfies Record<string, { permissions: readonly Permission[]; code: string }>

export type Limit = keyof typeof limits
/** The largest each may be; null where nothing caps it. */
export type Limits = Record<Limit, number | null>
export const noLimits: Limits = { priceCut: null, refund: null, stockCorrection: null }
export const limitKinds = Object.keys(limits) as Limit[]

/** The larger of two caps: null is none and beats every number. */
export const larger = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : Math.max(a, b)

/** How far a price lies below another, in basis points rounded up; 0 when it doesn't. */
export const cutOf = (from: number, to: number): number =>
  to >= from ? 0 : Number((BigInt(from - to) * 10_000n + BigInt(from) - 1n) / BigInt(from))

/**
 * Which permission lets whom write a field. A field that isn't named here may be written by nobody. Where a subject
 * has no entry, its permissions cover all of its fields.
 */
export const fieldRules: { readonly [S in Subject]?: Readonly<Record<string, Permission>> } = {
  // a store looks after its own face; where it hangs, what it is, where it stands and whether it trades is decided above it
  Store: {
    phone: 'Store:update',
    hours: 'Store:update',
    services: 'Store:update',
    preparationMinutes: 'Store:update',
    managerName: 'Store:update',
    photoUrls: 'Store:update',
    note: 'Store:update',
    name: 'Store:assign',
    address: 'Store:assign',
    lat: 'Store:assign',
    lng: 'Store:assign',
    areaSquareMetres: 'Store:assign',
    regionId: 'Store:assign',
    kind: 'Store:assign',
    status: 'Store:assign',
  } satisfies Record<keyof UpdateStore, Permission>,
}

/** The scopes a tenant's own role may be made for. */
export const roleScopes = ['hq', 'region', 'store'] as const satisfies readonly ScopeKind[]
