export { TenancyModule } from './tenancy.module.js'
export { TenancyService, type Providers, type Settings } from './tenancy.service.js'
export { ProvisionService, type NewTenant } from './provision.service.js'
