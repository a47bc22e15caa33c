import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common'
import { Address, Addresses, CreateAddress, SaveAddress } from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { AddressesService } from './addresses.service.js'

@Controller('shop/addresses')
export class ShopAddressesController {
  constructor(private readonly addresses: AddressesService) {}
  @Get()
  @Can('read', 'Profile')
  @Answers(Addresses)
  async list() {
    return { items: await this.addresses.list() }
  }
  @Post()
  @Can('update', 'Profile')
  @Answers(Address, { status: 201 })
  add(@Body({ schema: CreateAddress }) body: CreateAddress) {
    return this.addresses.add(body)
  }
  @Put(':id')
  @Can('update', 'Profile')
  @Answers(Address)
  save(@Param('id', IdParam) id: string, @Body({ schema: SaveAddress }) body: SaveAddress) {
    return this.addresses.save(id, body)
  }
  @Delete(':id')
  @Can('update', 'Profile')
  @NoContent()
  remove(@Param('id', IdParam) id: string) {
    return this.addresses.remove(id)
  }
}
