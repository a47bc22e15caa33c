export * from './bounds.js'
