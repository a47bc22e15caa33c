export * from './moderation.js'
export * from './rating.js'
