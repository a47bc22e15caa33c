import { Module } from '@nestjs/common'
import { LedgerRepo } from './ledger.repo.js'
import { LedgerService } from './ledger.service.js'

@Module({ providers: [LedgerService, LedgerRepo], exports: [LedgerService] })
export class LedgerModule {}
