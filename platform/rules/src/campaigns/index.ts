export { borneOf, campaignPrice } from './price.js'
