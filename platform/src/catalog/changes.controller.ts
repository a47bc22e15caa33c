import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import {
  CommentChange,
  ListChanges,
  MoveChange,
  PageQuery,
  Product,
  ProductChanges,
  ProductVersions,
  ProposeChange,
  RestoreProduct,
  WholeChange,
} from '@storeweave/contract'
import type { z } from 'zod'
import { Can } from '../kernel/access.js'
import { Answers, IdParam } from '../kernel/http.js'
import { ChangeService } from './changes.service.js'
import { VersionService } from './versions.service.js'

/** How goods came to be what they are, and what they may become. */
@Controller()
export class ChangesController {
  constructor(
    private readonly changes: ChangeService,
    private readonly versions: VersionService,
  ) {}

  @Get('products/:id/versions')
  @Can('update', 'Product')
  @Answers(ProductVersions)
  page(@Param('id', IdParam) id: string, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.versions.page(id, query)
  }

  @Post('products/:id/restores')
  @Can('update', 'Product')
  @Answers(Product)
  restore(@Param('id', IdParam) id: string, @Body({ schema: RestoreProduct }) body: RestoreProduct) {
    return this.versions.restore(id, body)
  }

  @Post('products/:id/changes')
  @Can('update', 'Product')
  @Answers(WholeChange, { status: 201 })
  propose(@Param('id', IdParam) id: string, @Body({ schema: ProposeChange }) body: ProposeChange) {
    return this.changes.propose(id, body)
  }

  @Get('changes')
  @Can('update', 'Product')
  @Answers(ProductChanges)
  list(@Query({ schema: ListChanges }) query: ListChanges) {
    return this.changes.page(query)
  }

  @Get('changes/:id')
  @Can('update', 'Product')
  @Answers(WholeChange)
  one(@Param('id', IdParam) id: string) {
    return this.changes.one(id)
  }

  @Post('changes/:id/moves')
  @Can('update', 'Product')
  @Answers(WholeChange, { description: 'Applying and refusing need the permission to publish' })
  move(@Param('id', IdParam) id: string, @Body({ schema: MoveChange }) body: MoveChange) {
    return this.changes.move(id, body)
  }

  @Post('changes/:id/comments')
  @Can('update', 'Product')
  @Answers(WholeChange, { status: 201 })
  comment(@Param('id', IdParam) id: string, @Body({ schema: CommentChange }) body: CommentChange) {
    return this.changes.comment(id, body)
  }
}
