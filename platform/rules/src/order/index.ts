export * from './machine.js'
export * from './refunds.js'
export * from './status.js'
