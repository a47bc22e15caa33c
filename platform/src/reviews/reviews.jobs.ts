import { Injectable } from '@nestjs/common'
import { Every } from '../kernel/jobs.js'
import { ago, sweep } from '../kernel/upkeep.js'
import { PicturesService } from './pictures.service.js'

const HOUR = 3600
const DAY_MS = 24 * HOUR * 1000
/** How long pictures of what was hidden are kept, should it be shown after all. */
const HIDDEN_KEPT_MS = 30 * DAY_MS

@Injectable()
export class ReviewsJobs {
  constructor(private readonly pictures: PicturesService) {}

  /** Pictures that no review used go after a day, those of hidden reviews after 30. */
  @Every(HOUR)
  async clearPictures(): Promise<number> {
    const unused = await sweep((limit) => this.pictures.dropUnused(ago(DAY_MS), limit))
    return unused + (await sweep((limit) => this.pictures.dropHidden(ago(HIDDEN_KEPT_MS), limit)))
  }
}
