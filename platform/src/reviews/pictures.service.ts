import { Inject, Injectable } from '@nestjs/common'
import type { Media } from '@storeweave/contract'
import { EVERY_WIDTH, FILES, pathOf, pictureOf, render, type FileStore } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { enqueue, Task } from '../kernel/jobs.js'
import { shopperId } from '../kernel/scope.js'
import { ago } from '../kernel/upkeep.js'
import { PicturesRepo } from './pictures.repo.js'
import { WritingRepo } from './writing.repo.js'

const DAY_MS = 86_400_000
/** Pictures one shopper may bring in a day. */
const A_DAY = 60

/** Pictures that shoppers bring for their reviews. */
@Injectable()
export class PicturesService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly pictures: PicturesRepo,
    private readonly lines: WritingRepo,
  ) {}

  /**
   * Keeps a picture for the review of a line of a completed order, drawn anew in every width. Not in a transaction. Throws
   * `access.not_found`, `reviews.order_open`, `reviews.pictures_many`, `catalog.picture_invalid`.
   */
  async keep(lineId: string, bytes: Buffer): Promise<Media> {
    const id = newId()
    await transaction(async () => {
      const line = found(await this.lines.lockLine(lineId, shopperId()))
      if (line.status !== 'completed') throw new Fault('reviews.order_open')
      if ((await this.pictures.countSince(shopperId(), ago(DAY_MS))) >= A_DAY)
        throw new Fault('reviews.pictures_many')
      await this.pictures.insert(id, shopperId(), line.id)
    })
    try {
      const { variants } = await render(bytes)
      for (const v of variants) await this.files.put(pathOf(tenantId(), id, v.width), v.bytes)
      const total = variants.reduce((sum, v) => sum + v.bytes.length, 0)
      await transaction(() => this.pictures.finish(id, total))
    } catch (error) {
      await this.forget(() => this.pictures.drop(id))
      throw error
    }
    return pictureOf(id)!
  }

  /** Gives pictures to a review in the running transaction. Throws `reviews.picture_unknown` unless all are there, unused, and the shopper's. */
  async use(ids: readonly string[], reviewId: string, lineId: string): Promise<void> {
    if (!ids.length) return
    if ((await this.pictures.use(ids, reviewId, lineId, shopperId())) !== ids.length)
      throw new Fault('reviews.picture_unknown')
  }

  dropOfLine(lineId: string): Promise<number> {
    return this.forget(() => this.pictures.dropOfLine(lineId))
  }
  dropOfMember(memberId: string): Promise<number> {
    return this.forget(() => this.pictures.dropOfMember(memberId))
  }
  dropUnused(before: Date, limit: number): Promise<number> {
    return this.forget(() => this.pictures.dropUnused(before, limit))
  }
  dropHidden(before: Date, limit: number): Promise<number> {
    return this.forget(() => this.pictures.dropHidden(before, limit))
  }

  /** Takes the files of forgotten pictures away. */
  @Task('remove_pictures')
  async remove(data: unknown): Promise<void> {
    const { ids } = data as { ids: string[] }
    for (const id of ids)
      for (const width of EVERY_WIDTH) await this.files.remove(pathOf(tenantId(), id, width))
  }

  /** Forgets pictures; their files go once that is committed. Answers how many. */
  private forget(drop: () => Promise<string[]>): Promise<number> {
    return transaction(async () => {
      const ids = await drop()
      if (ids.length) await enqueue('remove_pictures', { ids }, `remove_pictures ${ids[0]}`)
      return ids.length
    })
  }
}
