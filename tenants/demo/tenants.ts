import { fashion } from './fashion/index.js'
import type { DemoTenant } from './shapes.js'
import { supermarket } from './supermarket/index.js'

/** The tenants that a fresh installation is shown with. */
export const demoTenants: DemoTenant[] = [supermarket, fashion]
