import type {
  ApplicationMove,
  ApplicationState,
  LicenceMove,
  LicenceState,
  PriceRequestState,
  SupplierMove,
  SupplierState,
} from '@storeweave/contract'
import type { Machine } from '../order/index.js'

/** An application's life. What is decided stays decided: who was rejected applies anew. */
export const applicationMoves = {
  applied: { take_up: 'in_review' },
  in_review: { approve: 'approved', reject: 'rejected' },
  approved: {},
  rejected: {},
} as const satisfies Machine<ApplicationState, ApplicationMove>

/** A supplier's life. One that is closed never supplies again under the same name. */
export const supplierMoves = {
  active: { suspend: 'suspended', close: 'closed' },
  suspended: { resume: 'active', close: 'closed' },
  closed: {},
} as const satisfies Machine<SupplierState, SupplierMove>

/** A licence's life: an accepted one goes when it is renewed or not asked for any more. */
export const licenceMoves = {
  waiting: { accept: 'accepted', reject: 'rejected' },
  accepted: { drop: 'replaced' },
  rejected: {},
  replaced: {},
} as const satisfies Machine<LicenceState, LicenceMove>

export type GoodsState = 'draft' | 'sent' | 'refused' | 'taken'
export type GoodsMove = 'send' | 'take_back' | 'refuse' | 'take'
/** Goods that a supplier proposes. What was refused is a draft again as soon as it is edited or sent anew. */
export const goodsMoves = {
  draft: { send: 'sent' },
  sent: { take_back: 'draft', refuse: 'refused', take: 'taken' },
  refused: { send: 'sent' },
  taken: {},
} as const satisfies Machine<GoodsState, GoodsMove>

/** Terms that a supplier asks for: open until one word ends it. */
export const priceRequestMoves = {
  open: { accept: 'accepted', refuse: 'refused', withdraw: 'withdrawn' },
  accepted: {},
  refused: {},
  withdrawn: {},
} as const satisfies Machine<PriceRequestState, 'accept' | 'refuse' | 'withdraw'>
