import { readFile } from 'node:fs/promises'
import { Inject, Injectable } from '@nestjs/common'
import type { Readable } from 'node:stream'
import { tenantId } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { newId } from '../kernel/id.js'
import { checkDocument } from './document.js'
import { sniffFile } from './file-kind.js'
import type { FileStore } from './file-store.js'
import { addressEnd, addressOf } from './media-address.js'
import { FILES } from './media.service.js'
import { render } from './picture.js'
import { withUpload, type Upload } from './upload.js'

/** Papers that are kept for those alone who are given a signed address: as PDF, or as a picture of them. */
export interface PrivateFile {
  id: string
  kind: 'picture' | 'document'
  bytes: number
}
const PDF = 'application/pdf'
/** What may be sent. */
export const PRIVATE_TYPES: readonly string[] = [PDF, 'image/jpeg', 'image/png', 'image/webp']
/** Largest paper, bytes. */
const BYTES_MAX = 10 * 1024 * 1024
const pathOf = ({ id, kind }: Pick<PrivateFile, 'id' | 'kind'>) =>
  `${tenantId()}/${id}.${kind === 'document' ? 'pdf' : 'scan.webp'}`

/** Files that are no media of the brand: nobody finds them by an id, whoever keeps them says who may see them. */
@Injectable()
export class PrivateFiles {
  constructor(@Inject(FILES) private readonly files: FileStore) {}

  /**
   * Keeps a PDF as it came or a picture drawn anew, at most 10 MB. Never inside a transaction. Throws
   * `request.unsupported_media`, `request.too_large`, `catalog.file_empty`, `catalog.file_invalid`,
   * `catalog.document_active`, `catalog.picture_invalid`.
   */
  async keep(body: Readable, type: string): Promise<PrivateFile> {
    if (!PRIVATE_TYPES.includes(type)) throw new Fault('request.unsupported_media')
    return withUpload(body, BYTES_MAX, (upload) =>
      type === PDF ? this.keepDocument(upload) : this.keepPicture(upload),
    )
  }

  /** An address of a file that holds for an hour, with the name it is saved under. */
  addressOf(file: Pick<PrivateFile, 'id' | 'kind'>, name: string): string {
    return addressOf(pathOf(file), addressEnd(), name)
  }
  /** Takes a file away for good. */
  remove(file: Pick<PrivateFile, 'id' | 'kind'>): Promise<void> {
    return this.files.remove(pathOf(file))
  }

  private async keepDocument({ file, head, bytes }: Upload): Promise<PrivateFile> {
    if (sniffFile(head)?.type !== PDF) throw new Fault('catalog.file_invalid')
    await checkDocument(await readFile(file))
    const kept = { id: newId(), kind: 'document' as const, bytes }
    await this.files.putFile(pathOf(kept), file)
    return kept
  }
  private async keepPicture({ file }: Upload): Promise<PrivateFile> {
    const { variants } = await render(await readFile(file))
    const widest = variants.at(-1)!.bytes
    const kept = { id: newId(), kind: 'picture' as const, bytes: widest.length }
    await this.files.put(pathOf(kept), widest)
    return kept
  }
}
