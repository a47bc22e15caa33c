export * from './stock.js'
