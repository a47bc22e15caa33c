import { Inject, Injectable } from '@nestjs/common'
import type { Media } from '@storeweave/contract'
import { record } from '../kernel/audit.js'
import { inTransaction, tenantId, transaction } from '../kernel/db.js'
import { newId } from '../kernel/id.js'
import type { FileStore } from './file-store.js'
import { MediaRepo } from './media.repo.js'
import { pathOf, pictureOf, render, type Crop } from './picture.js'

export const FILES = Symbol('file store')

/** Keeps pictures. */
@Injectable()
export class MediaService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly media: MediaRepo,
  ) {}

  /**
   * Checks a picture, renders it, or a part of it, in every width, stores the files and remembers it. Throws `catalog.picture_invalid`.
   * Never inside a transaction: it may write over the network. Files of a failed write are orphans nobody can name.
   */
  async keep(bytes: Buffer, alt: string, id = newId(), crop?: Crop): Promise<Media> {
    if (inTransaction()) throw new Error('a picture is kept outside a transaction')
    const { width, height, variants } = await render(bytes, crop)
    for (const v of variants) await this.files.put(pathOf(tenantId(), id, v.width), v.bytes)
    await transaction(async () => {
      record({ subject: 'Media', id, name: alt, after: { width, height } })
      await this.media.insert({
        id,
        width,
        height,
        alt,
        widths: variants.map((v) => v.width),
        bytes: variants.reduce((sum, v) => sum + v.bytes.length, 0),
      })
    })
    return pictureOf(id, alt)!
  }
}
