import { Module } from '@nestjs/common'
import { NearbyController } from './nearby.controller.js'
import { NearbyRepo } from './nearby.repo.js'
import { NearbyService } from './nearby.service.js'

@Module({ controllers: [NearbyController], providers: [NearbyService, NearbyRepo], exports: [NearbyService] })
export class NearbyModule {}
