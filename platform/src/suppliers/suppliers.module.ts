import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { PeopleModule } from '../people/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { ApplicationsRepo } from './applications.repo.js'
import { ApplicationsService, RejectedApplications } from './applications.service.js'
import { ApplyController } from './apply.controller.js'
import { FilesRepo } from './files.repo.js'
import { SupplierFiles } from './files.service.js'
import { InvitationsRepo } from './invitations.repo.js'
import { LicencesRepo } from './licences.repo.js'
import { LicencesService } from './licences.service.js'
import { PartnersController, SupplierDeskController } from './partners.controller.js'
import { PartnersRepo } from './partners.repo.js'
import { PartnersService } from './partners.service.js'
import { PortalController } from './portal.controller.js'
import { PortalService } from './portal.service.js'
import { SupplierStaff } from './staff.service.js'
import { SupplyController, SuppliersController } from './suppliers.controller.js'
import { SuppliersJobs } from './suppliers.jobs.js'
import { SuppliersService } from './suppliers.service.js'
import { SupplyRepo } from './supply.repo.js'

@Module({
  imports: [TenancyModule, CatalogModule, PeopleModule],
  controllers: [
    SuppliersController,
    SupplyController,
    ApplyController,
    SupplierDeskController,
    PartnersController,
    PortalController,
  ],
  providers: [
    SuppliersService,
    SupplyRepo,
    FilesRepo,
    SupplierFiles,
    ApplicationsRepo,
    ApplicationsService,
    RejectedApplications,
    LicencesRepo,
    LicencesService,
    InvitationsRepo,
    SupplierStaff,
    PartnersRepo,
    PartnersService,
    PortalService,
    SuppliersJobs,
  ],
})
export class SuppliersModule {}
