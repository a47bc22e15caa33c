import { edge } from './faults/edge.mjs'
import { ground } from './faults/ground.mjs'
import { people } from './faults/people.mjs'
import { trade } from './faults/trade.mjs'

/**
 * Every fault that can be planted. `edits`: exact texts of `file`, each found there once, and what takes their place;
 * `test`: the file below `platform` that must notice; `says`: part of the name of its test.
 */
export const faults = [...ground, ...people, ...trade, ...edge]
