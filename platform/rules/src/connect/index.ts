export * from './retry.js'
