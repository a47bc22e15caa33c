export { AssortmentModule } from './assortment.module.js'
