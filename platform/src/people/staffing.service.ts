import { Injectable, type OnModuleInit } from '@nestjs/common'
import type { Permission } from '@storeweave/contract'
import { findsOut } from '../org/index.js'
import { GrantsRepo, roleOfGrant } from './grants.repo.js'

/** Who works in a store, for those who ask whether it can open. */
@Injectable()
export class StaffingService implements OnModuleInit {
  constructor(private readonly granted: GrantsRepo) {}

  onModuleInit(): void {
    // a manager looks after the store's own page, whatever the brand calls the role
    findsOut('manager', (storeId) => this.isThere('Store:update', storeId))
    findsOut('cashier', (storeId) => this.isThere('Sale:create', storeId))
  }

  /** True when somebody who may sign in holds the permission by a grant at this very store. */
  private async isThere(permission: Permission, storeId: string): Promise<boolean> {
    const rows = await this.granted.atStore(storeId)
    return rows.some((row) => roleOfGrant(row)?.permissions.includes(permission))
  }
}
