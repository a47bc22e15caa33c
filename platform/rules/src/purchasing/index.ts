export * from './moves.js'
export * from './quick.js'
export * from './terms.js'
