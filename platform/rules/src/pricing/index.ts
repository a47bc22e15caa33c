export * from './bounds.js'
export * from './price.js'
