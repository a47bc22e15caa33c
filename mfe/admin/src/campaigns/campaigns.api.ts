import type {
  Campaign,
  CampaignPreview,
  CampaignReport,
  CampaignRow,
  PutCampaign,
} from '@storeweave/contract'
import { ask, type KeysetPage, type PageAsk } from '@storeweave/kit'

export const campaignsOf = ({ cursor, limit, signal }: PageAsk): Promise<KeysetPage<CampaignRow>> =>
  ask('GET /api/campaigns', { query: { cursor, limit }, signal })
export const campaignOf = (id: string): Promise<Campaign> => ask('GET /api/campaigns/:id', { params: { id } })
export const putCampaign = (id: string, body: PutCampaign): Promise<Campaign> =>
  ask('PUT /api/campaigns/:id', { params: { id }, body })
export const preview = (id: string): Promise<CampaignPreview> =>
  ask('POST /api/campaigns/:id/preview', { params: { id } })
export const openCampaign = (id: string, idempotencyKey: string): Promise<Campaign> =>
  ask('POST /api/campaigns/:id/opening', { params: { id }, idempotencyKey })
export const callOff = (id: string, idempotencyKey: string): Promise<Campaign> =>
  ask('POST /api/campaigns/:id/ending', { params: { id }, idempotencyKey })
export const reportOf = (id: string): Promise<CampaignReport> =>
  ask('GET /api/campaigns/:id/report', { params: { id } })
