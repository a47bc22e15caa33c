import type { MoveWay } from '@storeweave/contract'

/** What is done around a move of a node and all below it: it looks, moves, looks again, and may refuse by throwing. */
export type AroundMove = (unitId: string, way: MoveWay, move: () => Promise<void>) => Promise<void>

let around: AroundMove = (_unitId, _way, move) => move()

/** Says what is looked at when a node of the tree goes elsewhere: for the module that prices stand in, which comes after this one. */
export const lookAroundMoves = (look: AroundMove): void => {
  around = look
}
/** Moves a node in the running transaction, which holds the tree. */
export const aroundMove: AroundMove = (unitId, way, move) => around(unitId, way, move)
