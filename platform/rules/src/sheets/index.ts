export * from './cells.js'
export * from './merge.js'
export * from './hours.js'
