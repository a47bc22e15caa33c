/** Words of campaigns. */
export const zhCampaigns = {
  'campaign.until': '{time} 结束',
  'campaign.own': '自营',
  'campaign.over': '活动已结束',
  'campaign.overHint': '看看店里的其他商品吧',
  'campaign.none': '本店没有这个活动的商品',
  'title.campaign': '活动',
}
