import { Module } from '@nestjs/common'
import { AccessService } from './access.service.js'
import { AccountController } from './account.controller.js'
import { AccountService } from './account.service.js'
import { AuthController } from './auth.controller.js'
import { LeftoversRepo } from './leftovers.repo.js'
import { PeopleController } from './people.controller.js'
import { PeopleJobs } from './people.jobs.js'
import { PeopleRepo } from './people.repo.js'
import { PeopleService } from './people.service.js'
import { SessionsRepo } from './sessions.repo.js'
import { SessionsService } from './sessions.service.js'
import { SignInService } from './sign-in.service.js'
import { ThrottleRepo } from './throttle.repo.js'
import { ThrottleService } from './throttle.service.js'

@Module({
  controllers: [AuthController, AccountController, PeopleController],
  providers: [
    AccessService,
    AccountService,
    ThrottleRepo,
    ThrottleService,
    PeopleService,
    PeopleRepo,
    SessionsService,
    SessionsRepo,
    SignInService,
    PeopleJobs,
    LeftoversRepo,
  ],
  exports: [SessionsService, PeopleService],
})
export class PeopleModule {}
