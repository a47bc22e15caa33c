export * from './freight.js'
export * from './names.js'
