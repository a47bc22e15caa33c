export { TillModule } from './till.module.js'
