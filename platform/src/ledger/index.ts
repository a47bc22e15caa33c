export { LedgerModule } from './ledger.module.js'
export { LedgerService } from './ledger.service.js'
export { accounts, type Transfer } from './accounts.js'
