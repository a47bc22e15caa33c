export { CampaignsModule } from './campaigns.module.js'
export { campaignOfLine } from './report.repo.js'
