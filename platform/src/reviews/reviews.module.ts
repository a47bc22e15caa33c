import { Module } from '@nestjs/common'
import { CatalogModule } from '../catalog/index.js'
import { MembersModule } from '../members/index.js'
import { TenancyModule } from '../tenancy/index.js'
import { ModerationRepo } from './moderation.repo.js'
import { ModerationService } from './moderation.service.js'
import { PicturesRepo } from './pictures.repo.js'
import { PicturesService } from './pictures.service.js'
import { RatingsRepo } from './ratings.repo.js'
import { ReviewersDataHolder } from './reviewers-data.holder.js'
import { ReviewersDataRepo } from './reviewers-data.repo.js'
import { ReviewsController } from './reviews.controller.js'
import { ReviewsJobs } from './reviews.jobs.js'
import { ReviewsListeners } from './reviews.listeners.js'
import { ShopReviewsController } from './shop-reviews.controller.js'
import { ShownReviewsRepo } from './shown-reviews.repo.js'
import { ShownReviewsService } from './shown-reviews.service.js'
import { WritingRepo } from './writing.repo.js'
import { WritingService } from './writing.service.js'

@Module({
  imports: [TenancyModule, CatalogModule, MembersModule],
  controllers: [ShopReviewsController, ReviewsController],
  providers: [
    WritingService,
    WritingRepo,
    PicturesService,
    PicturesRepo,
    ShownReviewsService,
    ShownReviewsRepo,
    ModerationService,
    ModerationRepo,
    RatingsRepo,
    ReviewsJobs,
    ReviewsListeners,
    ReviewersDataHolder,
    ReviewersDataRepo,
  ],
})
export class ReviewsModule {}
