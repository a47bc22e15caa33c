export * from './quote.js'
