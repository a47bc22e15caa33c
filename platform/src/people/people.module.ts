import { Module } from '@nestjs/common'
import { TenancyModule } from '../tenancy/index.js'
import { AccessService } from './access.service.js'
import { AccountController } from './account.controller.js'
import { AccountService } from './account.service.js'
import { AuthController } from './auth.controller.js'
import { FactorsController } from './factors.controller.js'
import { FactorsRepo } from './factors.repo.js'
import { FactorsService } from './factors.service.js'
import { LeftoversRepo } from './leftovers.repo.js'
import { ExplainController } from './explain.controller.js'
import { ExplainService } from './explain.service.js'
import { GrantsRepo } from './grants.repo.js'
import { GrantsService } from './grants.service.js'
import { KeysController } from './keys.controller.js'
import { KeysRepo } from './keys.repo.js'
import { KeysService } from './keys.service.js'
import { OperatorsService } from './operators.service.js'
import { PeopleController } from './people.controller.js'
import { PeopleJobs } from './people.jobs.js'
import { PeopleRepo } from './people.repo.js'
import { PeopleService } from './people.service.js'
import { RolesController } from './roles.controller.js'
import { RolesRepo } from './roles.repo.js'
import { RolesService } from './roles.service.js'
import { SessionsRepo } from './sessions.repo.js'
import { SessionsService } from './sessions.service.js'
import { SignInPolicyRepo } from './sign-in-policy.repo.js'
import { SignInPolicyService } from './sign-in-policy.service.js'
import { SignInService } from './sign-in.service.js'
import { SupplierPeople } from './supplier-people.service.js'
import { SupportController } from './support.controller.js'
import { SupportRepo } from './support.repo.js'
import { SupportService } from './support.service.js'
import { StaffingService } from './staffing.service.js'
import { ThrottleRepo } from './throttle.repo.js'
import { ThrottleService } from './throttle.service.js'

@Module({
  imports: [TenancyModule],
  controllers: [
    AuthController,
    AccountController,
    FactorsController,
    PeopleController,
    RolesController,
    ExplainController,
    KeysController,
    SupportController,
  ],
  providers: [
    AccessService,
    AccountService,
    FactorsRepo,
    FactorsService,
    ThrottleRepo,
    ThrottleService,
    ExplainService,
    GrantsRepo,
    GrantsService,
    KeysRepo,
    KeysService,
    OperatorsService,
    PeopleRepo,
    PeopleService,
    RolesRepo,
    RolesService,
    SessionsRepo,
    SessionsService,
    SignInPolicyService,
    SignInPolicyRepo,
    SignInService,
    SupportRepo,
    SupportService,
    StaffingService,
    SupplierPeople,
    PeopleJobs,
    LeftoversRepo,
  ],
  exports: [SessionsService, PeopleService, AccessService, SupplierPeople],
})
export class PeopleModule {}
