export * from './cells.js'
export * from './merge.js'
