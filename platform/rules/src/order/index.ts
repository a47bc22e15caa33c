export * from './machine.js'
export * from './parts.js'
export * from './refunds.js'
export * from './status.js'
