export * from './allocation.js'
export * from './ruled.js'
