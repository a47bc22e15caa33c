export * from './moves.js'
export * from './window.js'
