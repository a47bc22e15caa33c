import type { Licences, PortalStanding, RenewLicence, SupplierFile } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const licencesApi = {
  standing: (): Promise<PortalStanding> => ask('GET /api/supplier/standing'),
  list: (): Promise<Licences> => ask('GET /api/supplier/licences'),
  upload: (file: File): Promise<SupplierFile> =>
    ask('POST /api/supplier/files', {
      body: file,
      headers: { 'content-type': file.type },
      timeoutMs: 60_000,
    }),
  renew: (body: RenewLicence, idempotencyKey: string): Promise<Licences> =>
    ask('POST /api/supplier/licences', { body, idempotencyKey }),
}
