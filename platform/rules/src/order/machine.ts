/** A state machine as a literal: for each state, the moves it allows and where they lead. */
export type Machine<S extends string, M extends string = string> = Record<S, Partial<Record<M, S>>>

export type Move<S extends string> = { to: S } | { allowed: string[] }

/** Where a move leads, or the moves that are allowed instead. */
export function next<S extends string>(machine: Partial<Machine<S>>, from: S, move: string): Move<S> {
  const allowed = allowedFrom(machine, from)
  const to = allowed.includes(move) ? machine[from]?.[move] : undefined
  return to === undefined ? { allowed } : { to }
}

/** The moves a state allows; none for a state the machine doesn't have. */
export const allowedFrom = <S extends string>(machine: Partial<Machine<S>>, from: S): string[] =>
  Object.keys(machine[from] ?? {})

/** The states from which a move is legal. */
export const statesBefore = <S extends string>(machine: Machine<S>, move: string): S[] =>
  (Object.keys(machine) as S[]).filter((state) => Object.keys(machine[state]).includes(move))
