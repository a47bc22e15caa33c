import type { SupplierReport, SupplierReports } from '@storeweave/contract'
import { ask } from '@storeweave/kit'

export const reportsApi = {
  weeks: (): Promise<SupplierReports> => ask('GET /api/supplier/reports'),
  week: (week: string): Promise<SupplierReport> =>
    ask('GET /api/supplier/reports/:week', { params: { week } }),
}
