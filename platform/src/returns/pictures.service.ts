import { Inject, Injectable } from '@nestjs/common'
import type { Media } from '@storeweave/contract'
import { FILES, pathOf, pictureOf, render, type FileStore } from '../catalog/index.js'
import { found } from '../kernel/access.js'
import { tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { enqueue } from '../kernel/jobs.js'
import { shopperId } from '../kernel/scope.js'
import { ago } from '../kernel/upkeep.js'
import { AskingRepo } from './asking.repo.js'
import { ReturnPicturesRepo } from './pictures.repo.js'

const DAY_MS = 86_400_000
/** Pictures one shopper may bring in a day. */
const A_DAY = 30

/** Pictures that shoppers bring to show what is wrong. */
@Injectable()
export class ReturnPicturesService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly pictures: ReturnPicturesRepo,
    private readonly asking: AskingRepo,
  ) {}

  /**
   * Keeps a picture for a return of a completed order, drawn anew in every width. Not in a transaction. Throws
   * `access.not_found`, `returns.order_open`, `returns.pictures_many`, `catalog.picture_invalid`.
   */
  async keep(orderId: string, bytes: Buffer): Promise<Media> {
    const id = newId()
    await transaction(async () => {
      const order = found(await this.asking.order(orderId, shopperId(), 'lock'))
      if (order.status !== 'completed') throw new Fault('returns.order_open')
      if ((await this.pictures.countSince(shopperId(), ago(DAY_MS))) >= A_DAY)
        throw new Fault('returns.pictures_many')
      await this.pictures.insert(id, shopperId(), order.id)
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

  /** Gives pictures to a return in the running transaction. Throws `returns.picture_unknown` unless all are there, unused, and the shopper's. */
  async use(ids: readonly string[], returnId: string, orderId: string): Promise<void> {
    if (!ids.length) return
    if ((await this.pictures.use(ids, returnId, orderId, shopperId())) !== ids.length)
      throw new Fault('returns.picture_unknown')
  }

  dropOfMember(memberId: string): Promise<number> {
    return this.forget(() => this.pictures.dropOfMember(memberId))
  }
  dropUnused(before: Date, limit: number): Promise<number> {
    return this.forget(() => this.pictures.dropUnused(before, limit))
  }
  dropOver(before: Date, limit: number): Promise<number> {
    return this.forget(() => this.pictures.dropOver(before, limit))
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
