export * from './moves.js'
export * from './lock.js'
export * from './code.js'
export * from './vouchers.js'
