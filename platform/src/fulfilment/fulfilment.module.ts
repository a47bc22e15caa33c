import { Module } from '@nestjs/common'
import { BoardController } from './board.controller.js'
import { BoardRepo } from './board.repo.js'
import { BoardService } from './board.service.js'
import { CodesRepo } from './codes.repo.js'
import { CodesService } from './codes.service.js'
import { FulfilmentsRepo } from './fulfilments.repo.js'
import { FulfilmentsService } from './fulfilments.service.js'
import { ParcelsRepo } from './parcels.repo.js'
import { VouchersRepo } from './vouchers.repo.js'
import { VouchersService } from './vouchers.service.js'

@Module({
  controllers: [BoardController],
  providers: [
    BoardService,
    BoardRepo,
    CodesService,
    CodesRepo,
    FulfilmentsService,
    FulfilmentsRepo,
    ParcelsRepo,
    VouchersService,
    VouchersRepo,
  ],
  exports: [BoardService, CodesService, FulfilmentsService, ParcelsRepo, VouchersService, VouchersRepo],
})
export class FulfilmentModule {}
