export { ownSupplier } from '../kernel/own-supplier.js'
