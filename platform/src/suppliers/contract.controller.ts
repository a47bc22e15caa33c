import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common'
import { AgreeContract, SupplierContracts } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { PartOf } from '../kernel/features.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { ContractService } from './contract.service.js'

/** Contracts with suppliers. */
@PartOf('suppliers')
@Controller()
export class ContractController {
  constructor(private readonly contracts: ContractService) {}
  @Get('suppliers/:id/contracts')
  @Can('read', 'Contract')
  @Answers(SupplierContracts)
  list(@Param('id', IdParam) id: string) {
    return this.contracts.of(id)
  }
  @Post('suppliers/:id/contracts')
  @Can('create', 'Contract')
  @Answers(SupplierContracts)
  agree(@Param('id', IdParam) id: string, @Body({ schema: AgreeContract }) body: AgreeContract) {
    return this.contracts.agree(id, body)
  }
  @Delete('contracts/:id')
  @Can('create', 'Contract')
  @NoContent()
  withdraw(@Param('id', IdParam) id: string) {
    return this.contracts.withdraw(id)
  }
  @Get('supplier/contracts')
  @Can('settle', 'Supply')
  @Answers(SupplierContracts)
  own() {
    return this.contracts.own()
  }
}
