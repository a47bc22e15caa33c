import type { Role as RoleShape, Supplier as SupplierShape } from '@storeweave/contract'

/** What the contract names only as a shape. */
export type Role = (typeof RoleShape)['_output']
export type Supplier = (typeof SupplierShape)['_output']
