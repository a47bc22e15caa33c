export { MembersModule } from './members.module.js'
export { MembersService } from './members.service.js'
