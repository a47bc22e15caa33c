export * from './moves.js'
export * from './backoff.js'
