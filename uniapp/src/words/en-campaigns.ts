import type { zhCampaigns } from './zh-campaigns'

export const enCampaigns: Record<keyof typeof zhCampaigns, string> = {
  'campaign.until': 'until {time}',
  'campaign.own': 'Our own',
  'campaign.over': 'This campaign is over',
  'campaign.overHint': 'Have a look at what else the store has',
  'campaign.none': 'The store has no goods of this campaign',
  'title.campaign': 'Campaign',
}
