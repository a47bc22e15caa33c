import { readFile } from 'node:fs/promises'
import { Inject, Injectable } from '@nestjs/common'
import type { Readable } from 'node:stream'
import type { KeepFile, StoredMedia } from '@storeweave/contract'
import { found } from '../kernel/access.js'
import { record } from '../kernel/audit.js'
import { config } from '../kernel/config.js'
import { reading, tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { checkDocument, DOCUMENT_BYTES_MAX } from './document.js'
import { FILE_KINDS, sniffFile, type FileKind } from './file-kind.js'
import type { FileStore } from './file-store.js'
import { addressEnd, addressOf } from './media-address.js'
import { MediaRepo, type MediaRow } from './media.repo.js'
import { FILES } from './media.service.js'
import { pathOf, pictureOf } from './picture.js'
import { drawSheet } from './thumbnail.js'
import { withUpload, type Upload } from './upload.js'

/** The widest picture a cover is copied from. */
const COVER_WIDTH = 480
const filePath = (id: string, ending: string) => `${tenantId()}/${id}.${ending}`

/** Keeps videos and documents, and finds again whatever is kept. */
@Injectable()
export class StoredMediaService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly media: MediaRepo,
  ) {}

  /**
   * Keeps a video (`videoBytesMax` bytes) or a document (10 MB) as it comes, with a thumbnail: a video's cover, else a
   * drawn sheet. Throws `request.unsupported_media`, `request.too_large`, `catalog.file_empty`, `catalog.file_invalid`
   * for bytes of another type than said, `catalog.document_active`, `access.not_found` for a cover that isn't there.
   */
  async keep(body: Readable, type: string, asked: KeepFile): Promise<StoredMedia> {
    const kind = FILE_KINDS.find((k) => k.type === type)
    if (!kind) throw new Fault('request.unsupported_media')
    const cover = asked.posterId && kind.kind === 'video' ? await this.coverOf(asked.posterId) : undefined
    const most = kind.kind === 'document' ? DOCUMENT_BYTES_MAX : config().videoBytesMax
    return withUpload(body, most, async (upload) => {
      await check(upload, kind)
      const thumbnail = cover ?? (await drawSheet(kind.ending, asked.name))
      const id = newId()
      await this.files.putFile(filePath(id, kind.ending), upload.file)
      await this.files.put(filePath(id, 'thumb.webp'), thumbnail)
      const row = { ...asked, id, kind: kind.kind, type, fileBytes: upload.bytes }
      await transaction(async () => {
        record({ subject: 'Media', id, name: row.name, after: { kind: row.kind, alt: row.alt } })
        await this.media.insertFile({ ...row, bytes: upload.bytes + thumbnail.length })
      })
      return storedOf({ ...row, bytes: upload.bytes })
    })
  }

  /** Whatever is kept under an id, with addresses made now. Throws `access.not_found`. */
  async get(id: string): Promise<StoredMedia> {
    return reading(async () => storedOf(found(await this.media.find(id))))
  }

  private async coverOf(pictureId: string): Promise<Buffer> {
    const picture = await reading(() => this.media.find(pictureId))
    const bytes =
      picture?.kind === 'picture'
        ? await this.files.get(pathOf(tenantId(), pictureId, COVER_WIDTH))
        : undefined
    return found(bytes)
  }
}

/** Throws unless the bytes are what their type says, and harmless. */
async function check(upload: Upload, kind: FileKind): Promise<void> {
  if (sniffFile(upload.head) !== kind) throw new Fault('catalog.file_invalid')
  if (kind.kind === 'document') await checkDocument(await readFile(upload.file))
}

function storedOf({ id, kind, name, alt, type, bytes }: MediaRow): StoredMedia {
  const shared = { id, kind, name, alt, type, bytes }
  if (kind === 'picture') {
    const { url, variants } = pictureOf(id)!
    return { ...shared, url, thumbnailUrl: variants[0]!.url, expiresAt: null }
  }
  const end = addressEnd()
  const { ending } = FILE_KINDS.find((k) => k.type === type)!
  const saved = name.replace(/\.[A-Za-z0-9]{1,5}$/, '')
  return {
    ...shared,
    url: addressOf(filePath(id, ending), end, saved),
    thumbnailUrl: addressOf(filePath(id, 'thumb.webp'), end, saved),
    expiresAt: new Date(end * 1000).toISOString(),
  }
}
