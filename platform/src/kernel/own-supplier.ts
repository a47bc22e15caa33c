import { mustReach } from './access.js'
import { Fault } from './fault.js'
import { scope } from './scope.js'

/** The supplier who asks; their grant names it, never the request. Throws `access.denied`, or `access.not_found`. */
export function ownSupplier(
  action: 'read' | 'write' | 'edit' | 'ship' | 'staff' | 'settle' = 'read',
): string {
  const { who } = scope()
  const supplierId = who.kind === 'staff' ? who.supplierId : null
  if (!supplierId) throw new Fault('access.denied')
  mustReach(action, 'Supply', { supplierId })
  return supplierId
}
