export { OrgModule } from './org.module.js'
export { OrgRepo } from './org.repo.js'
export { OrgService } from './org.service.js'
export { StoresService } from './stores.service.js'
