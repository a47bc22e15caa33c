export { MembersModule } from './members.module.js'
export { MembersService } from './members.service.js'
export { HoldersOfPersonalData, type Holder, type OpenOrder } from './holders.js'
export { WechatClient } from './wechat.js'
