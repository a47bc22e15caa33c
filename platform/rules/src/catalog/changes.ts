import type { ChangeMove, ChangeState } from '@storeweave/contract'

/** A change request's life: it is open until one word ends it. */
export const changeMoves = {
  open: { apply: 'applied', refuse: 'refused', withdraw: 'withdrawn' },
  applied: {},
  refused: {},
  withdrawn: {},
} as const satisfies Record<ChangeState, Partial<Record<ChangeMove, ChangeState>>>

/** Where a move leads from a state; undefined when it isn't legal. */
export const nextChangeState = (from: ChangeState, move: ChangeMove): ChangeState | undefined =>
  (changeMoves[from] as Partial<Record<ChangeMove, ChangeState>>)[move]
