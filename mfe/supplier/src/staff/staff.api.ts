import type { InvitePerson, PortalRole, PortalStaff } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const staffApi = {
  all: (): Promise<PortalStaff> => ask('GET /api/supplier/staff'),
  invite: (body: InvitePerson, idempotencyKey: string): Promise<PortalStaff> =>
    ask('POST /api/supplier/invitations', { body, idempotencyKey }),
  uninvite: (id: string): Promise<void> => ask('DELETE /api/supplier/invitations/:id', { params: { id } }),
  setRole: (id: string, role: PortalRole): Promise<PortalStaff> =>
    ask('PUT /api/supplier/staff/:id', { params: { id }, body: { role } }),
  remove: (id: string): Promise<void> => ask('DELETE /api/supplier/staff/:id', { params: { id } }),
}
