import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common'
import {
  ListThreads,
  PageQuery,
  ReadMessages,
  SupplierFile,
  SupplierMessage,
  SupplierMessagePage,
  SupplierThreadPage,
  ThreadStanding,
  WriteMessage,
} from '@storeweave/contract'
import type { Request } from 'express'
import type { z } from 'zod'
import { Can, found } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { typeOfFile } from './apply.controller.js'
import { SupplierFiles } from './files.service.js'
import { MessagesService } from './messages.service.js'
import { ownSupplier } from './own.js'
import { PartnersService } from './partners.service.js'

const FILE = {
  status: 201,
  description:
    'A file as the raw body (application/pdf, image/jpeg, image/png, image/webp), at most 10 MB; good for one message within a day',
}

/** A supplier's thread with HQ. */
@Controller('supplier')
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly files: SupplierFiles,
  ) {}

  @Get('thread')
  @Can('read', 'Supply')
  @Answers(ThreadStanding)
  standing() {
    return this.messages.standing(ownSupplier(), 'supplier')
  }
  @Get('messages')
  @Can('read', 'Supply')
  @Answers(SupplierMessagePage, { description: 'Newest first; addresses of files hold for an hour' })
  page(@Query({ schema: PageQuery }) q: z.infer<typeof PageQuery>) {
    return this.messages.page(ownSupplier(), q)
  }
  @Post('messages')
  @Can('write', 'Supply')
  @Answers(SupplierMessage, { status: 201 })
  write(@Body({ schema: WriteMessage }) body: WriteMessage) {
    return this.messages.write(ownSupplier('write'), 'supplier', body)
  }
  @Post('messages/read')
  @HttpCode(200)
  @Can('write', 'Supply')
  @Answers(ThreadStanding)
  read(@Body({ schema: ReadMessages }) { to }: ReadMessages) {
    return this.messages.read(ownSupplier('write'), 'supplier', to)
  }
  @Post('message-files')
  @Can('write', 'Supply')
  @Answers(SupplierFile, FILE)
  keep(@Req() req: Request) {
    return this.files.keep(req, typeOfFile(req), ownSupplier('write'), 'supplier')
  }
}

/** HQ's threads with suppliers. */
@Controller()
export class MessageDeskController {
  constructor(
    private readonly messages: MessagesService,
    private readonly files: SupplierFiles,
    private readonly partners: PartnersService,
  ) {}

  @Get('supplier-threads')
  @Can('read', 'Supplier')
  @Answers(SupplierThreadPage)
  threads(@Query({ schema: ListThreads }) q: ListThreads) {
    return this.messages.threads(q)
  }
  @Get('suppliers/:id/thread')
  @Can('read', 'Supplier')
  @Answers(ThreadStanding)
  standing(@Param('id', IdParam) id: string) {
    return this.messages.standing(id, 'brand')
  }
  @Get('suppliers/:id/messages')
  @Can('read', 'Supplier')
  @Answers(SupplierMessagePage, { description: 'Newest first; addresses of files hold for an hour' })
  page(@Param('id', IdParam) id: string, @Query({ schema: PageQuery }) q: z.infer<typeof PageQuery>) {
    return this.messages.page(id, q)
  }
  @Post('suppliers/:id/messages')
  @Can('write', 'Supplier')
  @Answers(SupplierMessage, { status: 201 })
  write(@Param('id', IdParam) id: string, @Body({ schema: WriteMessage }) body: WriteMessage) {
    return this.messages.write(id, 'brand', body)
  }
  @Post('suppliers/:id/messages/read')
  @HttpCode(200)
  @Can('write', 'Supplier')
  @Answers(ThreadStanding)
  read(@Param('id', IdParam) id: string, @Body({ schema: ReadMessages }) { to }: ReadMessages) {
    return this.messages.read(id, 'brand', to)
  }
  @Post('suppliers/:id/message-files')
  @Can('write', 'Supplier')
  @Answers(SupplierFile, FILE)
  async keep(@Param('id', IdParam) id: string, @Req() req: Request) {
    const type = typeOfFile(req)
    found(await this.partners.one(id))
    return this.files.keep(req, type, id, 'brand')
  }
}
