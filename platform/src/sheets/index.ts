export { SheetsModule } from './sheets.module.js'
