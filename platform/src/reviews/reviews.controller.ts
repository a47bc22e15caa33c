import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common'
import {
  DecideReview,
  ListReviews,
  ReplyReview,
  ReviewSettings,
  StaffReview,
  StaffReviewPage,
} from '@storeweave/contract'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { TenancyService } from '../tenancy/index.js'
import { ModerationService } from './moderation.service.js'

@Controller()
export class ReviewsController {
  constructor(
    private readonly moderation: ModerationService,
    private readonly tenancy: TenancyService,
  ) {}

  @Get('reviews')
  @Can('read', 'Review')
  @Answers(StaffReviewPage)
  page(@Query({ schema: ListReviews }) q: ListReviews) {
    return this.moderation.page(q)
  }
  @Get('reviews/:id')
  @Can('read', 'Review')
  @Answers(StaffReview)
  one(@Param('id', IdParam) id: string) {
    return this.moderation.one(id)
  }
  @Post('reviews/:id/decisions')
  @Can('decide', 'Moderation')
  @Answers(StaffReview)
  decide(@Param('id', IdParam) id: string, @Body({ schema: DecideReview }) body: DecideReview) {
    return this.moderation.decide(id, body)
  }
  @Put('reviews/:id/reply')
  @Can('reply', 'Review')
  @Answers(StaffReview)
  reply(@Param('id', IdParam) id: string, @Body({ schema: ReplyReview }) body: ReplyReview) {
    return this.moderation.reply(id, body.words)
  }
  @Get('review-settings')
  @Can('decide', 'Moderation')
  @Answers(ReviewSettings)
  async settings(): Promise<ReviewSettings> {
    return { atOnce: (await this.tenancy.settings()).reviewsAtOnce }
  }
  @Put('review-settings')
  @Can('update', 'Moderation')
  @Answers(ReviewSettings)
  setSettings(@Body({ schema: ReviewSettings }) body: ReviewSettings) {
    return this.tenancy.showReviews(body)
  }
}
