export * from './machine.js'
export * from './status.js'
