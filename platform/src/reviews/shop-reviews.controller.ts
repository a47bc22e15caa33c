import { Body, Controller, Delete, Get, Param, Post, Query, Req } from '@nestjs/common'
import {
  ForLine,
  ListMyReviews,
  ListShopReviews,
  Media,
  MyReview,
  MyReviewPage,
  ShopReviewPage,
  WriteFollowup,
  WriteReview,
} from '@storeweave/contract'
import type { Request } from 'express'
import { pictureBytes } from '../catalog/index.js'
import { Can } from '../kernel/access.js'
import { Answers, IdParam, NoContent } from '../kernel/http.js'
import { PicturesService } from './pictures.service.js'
import { ShownReviewsService } from './shown-reviews.service.js'
import { WritingService } from './writing.service.js'

@Controller('shop')
export class ShopReviewsController {
  constructor(
    private readonly shown: ShownReviewsService,
    private readonly writing: WritingService,
    private readonly pictures: PicturesService,
  ) {}

  @Get('products/:id/reviews')
  @Can('read', 'Shopfront')
  @Answers(ShopReviewPage)
  ofProduct(@Param('id', IdParam) id: string, @Query({ schema: ListShopReviews }) q: ListShopReviews) {
    return this.shown.page(id, q)
  }
  @Get('reviews')
  @Can('read', 'Voice')
  @Answers(MyReviewPage)
  mine(@Query({ schema: ListMyReviews }) q: ListMyReviews) {
    return this.writing.page(q)
  }
  @Post('reviews')
  @Can('create', 'Voice')
  @Answers(MyReview, { status: 201 })
  write(@Body({ schema: WriteReview }) body: WriteReview) {
    return this.writing.write(body)
  }
  @Post('reviews/:id/followup')
  @Can('create', 'Voice')
  @Answers(MyReview, { status: 201 })
  follow(@Param('id', IdParam) id: string, @Body({ schema: WriteFollowup }) body: WriteFollowup) {
    return this.writing.follow(id, body)
  }
  @Delete('reviews/:id')
  @Can('create', 'Voice')
  @NoContent()
  withdraw(@Param('id', IdParam) id: string) {
    return this.writing.withdraw(id)
  }
  @Post('pictures')
  @Can('create', 'Voice')
  @Answers(Media, {
    status: 201,
    description: 'The picture as the raw body (image/jpeg, image/png, image/webp), at most 10 MB',
  })
  keep(@Req() req: Request, @Query({ schema: ForLine }) { lineId }: ForLine) {
    return this.pictures.keep(lineId, pictureBytes(req))
  }
}
