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
import { checkModel, MODEL_BYTES_MAX } from './model.js'
import { FILES } from './media.service.js'
import { pathOf, pictureOf, WIDTHS } from './picture.js'
import { publicPath, publicUrl } from './shown.js'
import { drawSheet } from './thumbnail.js'
import { withUpload, type Upload } from './upload.js'

/** The picture a private video's cover is copied from. */
const COVER_WIDTH = 480
const filePath = (id: string, ending: string) => `${tenantId()}/${id}.${ending}`
const bytesMax = (): Record<FileKind['kind'], number> => ({
  video: config().videoBytesMax,
  document: DOCUMENT_BYTES_MAX,
  model: MODEL_BYTES_MAX,
})
/** A file that goes into the store beside the one that came. */
interface Beside {
  path: string
  bytes: Buffer
}

/** Keeps videos, documents and models, and finds again whatever is kept. */
@Injectable()
export class StoredMediaService {
  constructor(
    @Inject(FILES) private readonly files: FileStore,
    private readonly media: MediaRepo,
  ) {}

  /**
   * Keeps a video (`videoBytesMax` bytes), a document (10 MB) or a model (20 MB) as it comes. Private ones get a
   * thumbnail: a video's cover, else a drawn sheet; public videos their cover in every width. Throws
   * `request.unsupported_media`, `request.too_large`, `catalog.file_empty`, `catalog.file_invalid` for bytes of another
   * type than said, `catalog.document_active`, `catalog.model_invalid`, `access.not_found` for a cover that isn't there,
   * `request.invalid` for what can't be public as it is, or can't but be.
   */
  async keep(body: Readable, type: string, asked: KeepFile): Promise<StoredMedia> {
    const kind = FILE_KINDS.find((k) => k.type === type)
    if (!kind) throw new Fault('request.unsupported_media')
    refuseMisplaced(kind, asked)
    const id = newId()
    const covers =
      kind.kind === 'video' && asked.posterId ? await this.coversOf(asked.posterId, id, asked.public) : []
    return withUpload(body, bytesMax()[kind.kind], async (upload) => {
      await check(upload, kind)
      if (!asked.public && !covers.length)
        covers.push({ path: filePath(id, 'thumb.webp'), bytes: await drawSheet(kind.ending, asked.name) })
      const path = asked.public ? publicPath(tenantId(), id, kind.ending) : filePath(id, kind.ending)
      await this.files.putFile(path, upload.file)
      for (const cover of covers) await this.files.put(cover.path, cover.bytes)
      const row = { ...asked, id, kind: kind.kind, type, fileBytes: upload.bytes }
      await transaction(async () => {
        record({
          subject: 'Media',
          id,
          name: row.name,
          after: { kind: row.kind, alt: row.alt, public: row.public },
        })
        const bytes = covers.reduce((sum, cover) => sum + cover.bytes.length, upload.bytes)
        await this.media.insertFile({ ...row, bytes })
      })
      return storedOf({ ...row, bytes: upload.bytes })
    })
  }

  /** Whatever is kept under an id, with addresses made now. Throws `access.not_found`. */
  async get(id: string): Promise<StoredMedia> {
    return reading(async () => storedOf(found(await this.media.find(id))))
  }

  /** Copies of a picture as a video's cover: of one width behind signed addresses, or of each for everybody. */
  private async coversOf(pictureId: string, id: string, forAll: boolean): Promise<Beside[]> {
    const picture = await reading(() => this.media.find(pictureId))
    if (picture?.kind !== 'picture') throw new Fault('access.not_found')
    const tenant = tenantId()
    return Promise.all(
      (forAll ? WIDTHS : [COVER_WIDTH]).map(async (width) => ({
        path: forAll ? pathOf(tenant, id, width) : filePath(id, 'thumb.webp'),
        bytes: found(await this.files.get(pathOf(tenant, pictureId, width))),
      })),
    )
  }
}

/** Documents are never for everybody, models always, and a video for everybody shows its cover before it is fetched. */
function refuseMisplaced({ kind }: FileKind, asked: KeepFile): void {
  const refuse = (path: string, message: string) =>
    new Fault('request.invalid', {}, [{ path, code: 'invalid', message }])
  if (kind === 'document' && asked.public) throw refuse('public', 'a document is never public')
  if (kind === 'model' && !asked.public) throw refuse('public', 'a model is always public')
  if (kind === 'video' && asked.public && !asked.posterId)
    throw refuse('posterId', 'a public video needs a cover')
}

/** Throws unless the bytes are what their type says, and harmless. */
async function check(upload: Upload, kind: FileKind): Promise<void> {
  if (sniffFile(upload.head) !== kind) throw new Fault('catalog.file_invalid')
  if (kind.kind === 'document') await checkDocument(await readFile(upload.file))
  if (kind.kind === 'model') await checkModel(upload)
}

function storedOf({ id, kind, name, alt, type, bytes, public: forAll }: MediaRow): StoredMedia {
  const shared = { id, kind, name, alt, type, bytes }
  if (kind === 'picture') {
    const { url, variants } = pictureOf(id)!
    return { ...shared, url, thumbnailUrl: variants[0]!.url, expiresAt: null }
  }
  const { ending } = FILE_KINDS.find((k) => k.type === type)!
  if (forAll) {
    const url = publicUrl(id, ending)
    return {
      ...shared,
      url,
      thumbnailUrl: kind === 'video' ? pictureOf(id)!.variants[0]!.url : '',
      expiresAt: null,
    }
  }
  const end = addressEnd()
  const saved = name.replace(/\.[A-Za-z0-9]{1,5}$/, '')
  return {
    ...shared,
    url: addressOf(filePath(id, ending), end, saved),
    thumbnailUrl: addressOf(filePath(id, 'thumb.webp'), end, saved),
    expiresAt: new Date(end * 1000).toISOString(),
  }
}
