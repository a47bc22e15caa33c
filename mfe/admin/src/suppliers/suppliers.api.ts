import type {
  Application,
  Category,
  DecidePrices,
  InvitePerson,
  InviteSupplier,
  MoveApplication,
  MoveLicence,
  MoveSupplier,
  PortalRole,
  PortalStaff,
  PriceRequest,
  SupplierDesk,
  SupplierGoods,
  SupplierRow,
  SupplierSettings,
  TakeGoods,
  UpdateSupplier,
  WholeApplication,
  WholeGoods,
  WholeSupplier,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

type Filters = Record<string, string | undefined>

export const supplierSettings = (signal: AbortSignal): Promise<SupplierSettings> =>
  ask('GET /api/supplier-settings', { signal })
export const setSupplierSettings = (body: SupplierSettings): Promise<SupplierSettings> =>
  ask('PUT /api/supplier-settings', { body })
export const desk = (): Promise<SupplierDesk> => ask('GET /api/supplier-desk')
export const suppliersOf = (
  filters: Filters,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<SupplierRow>> =>
  ask('GET /api/suppliers/rows', { query: { ...filters, cursor, limit }, signal })
export const supplier = (id: string, signal?: AbortSignal): Promise<WholeSupplier> =>
  ask('GET /api/suppliers/:id', { params: { id }, ...(signal ? { signal } : {}) })
export const inviteSupplier = (
  body: Omit<InviteSupplier, 'nameEn'>,
  idempotencyKey: string,
): Promise<WholeSupplier> => ask('POST /api/suppliers', { body, idempotencyKey })
export const changeSupplier = (
  id: string,
  body: UpdateSupplier,
  idempotencyKey: string,
): Promise<WholeSupplier> => ask('PATCH /api/suppliers/:id', { params: { id }, body, idempotencyKey })
export const moveSupplier = (
  id: string,
  body: MoveSupplier,
  idempotencyKey: string,
): Promise<WholeSupplier> => ask('POST /api/suppliers/:id/moves', { params: { id }, body, idempotencyKey })
export const moveLicence = (id: string, body: MoveLicence, idempotencyKey: string): Promise<WholeSupplier> =>
  ask('POST /api/supplier-licences/:id/moves', { params: { id }, body, idempotencyKey })

export const invitePerson = (id: string, body: InvitePerson, idempotencyKey: string): Promise<PortalStaff> =>
  ask('POST /api/suppliers/:id/invitations', { params: { id }, body, idempotencyKey })
export const dropInvitation = (id: string, invitationId: string): Promise<void> =>
  ask('DELETE /api/suppliers/:id/invitations/:invitationId', { params: { id, invitationId } })
export const setRole = (id: string, personId: string, role: PortalRole): Promise<PortalStaff> =>
  ask('PUT /api/suppliers/:id/people/:personId', { params: { id, personId }, body: { role } })
export const removePerson = (id: string, personId: string): Promise<void> =>
  ask('DELETE /api/suppliers/:id/people/:personId', { params: { id, personId } })

export const applicationsOf = (
  filters: Filters,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<Application>> =>
  ask('GET /api/supplier-applications', { query: { ...filters, cursor, limit }, signal })
export const application = (id: string, signal: AbortSignal): Promise<WholeApplication> =>
  ask('GET /api/supplier-applications/:id', { params: { id }, signal })
export const moveApplication = (
  id: string,
  body: MoveApplication,
  idempotencyKey: string,
): Promise<WholeApplication> =>
  ask('POST /api/supplier-applications/:id/moves', { params: { id }, body, idempotencyKey })

export const goodsOf = (
  filters: Filters,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<SupplierGoods>> =>
  ask('GET /api/supplier-goods', { query: { ...filters, cursor, limit }, signal })
export const goods = (id: string, signal: AbortSignal): Promise<WholeGoods> =>
  ask('GET /api/supplier-goods/:id', { params: { id }, signal })
export const takeGoods = (id: string, body: TakeGoods, idempotencyKey: string): Promise<WholeGoods> =>
  ask('POST /api/supplier-goods/:id/taking', { params: { id }, body, idempotencyKey })
export const refuseGoods = (
  id: string,
  body: { version: number; reason: string },
  idempotencyKey: string,
): Promise<WholeGoods> =>
  ask('POST /api/supplier-goods/:id/refusal', { params: { id }, body, idempotencyKey })
export const categories = (): Promise<{ items: Category[] }> => ask('GET /api/categories')

export const pricesOf = (
  filters: Filters,
  { cursor, limit, signal }: PageAsk,
): Promise<KeysetPage<PriceRequest>> =>
  ask('GET /api/supplier-price-requests', { query: { ...filters, cursor, limit }, signal })
export const decidePrices = (id: string, body: DecidePrices, idempotencyKey: string): Promise<PriceRequest> =>
  ask('POST /api/supplier-price-requests/:id/moves', { params: { id }, body, idempotencyKey })
