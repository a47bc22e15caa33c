import { Injectable } from '@nestjs/common'
import type { Readable } from 'node:stream'
import type { MessageSide, SupplierFile } from '@storeweave/contract'
import { PrivateFiles, type PrivateFile } from '../catalog/index.js'
import { transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { enqueue, Task } from '../kernel/jobs.js'
import { FilesRepo } from './files.repo.js'

/** Papers as they come from suppliers: kept privately, used once, gone after a day if nothing uses them. */
@Injectable()
export class SupplierFiles {
  constructor(
    private readonly kept: PrivateFiles,
    private readonly files: FilesRepo,
  ) {}

  /** Keeps a file; `supplierId` null for one of a company that applies, `side` where it is for a message. Throws as `PrivateFiles.keep` does. */
  async keep(
    body: Readable,
    type: string,
    supplierId: string | null,
    side: MessageSide | null = null,
  ): Promise<SupplierFile> {
    const file = await this.kept.keep(body, type)
    await transaction(() => this.files.insert(file, supplierId, side))
    return file
  }

  /** Gives a file to a licence in the running transaction. Throws `suppliers.file_unknown` unless it is there, unused, and came from the same side. */
  async use(fileId: string, licenceId: string, supplierId: string | null): Promise<void> {
    if (!(await this.files.use(fileId, licenceId, supplierId))) throw new Fault('suppliers.file_unknown')
  }
  /** Gives a file to a message in the running transaction. Throws `suppliers.file_unknown` unless it is there, unused, and the same side kept it for its messages. */
  async useIn(
    fileId: string,
    messageId: string,
    supplierId: string,
    side: MessageSide,
    as: { name: string; position: number },
  ): Promise<void> {
    if (!(await this.files.useIn(fileId, messageId, supplierId, side, as)))
      throw new Fault('suppliers.file_unknown')
  }
  addressOf(file: Pick<PrivateFile, 'id' | 'kind'>, name: string): string {
    return this.kept.addressOf(file, name)
  }

  dropUnused(before: Date, limit: number): Promise<number> {
    return this.forget(() => this.files.dropUnused(before, limit))
  }
  drop(ids: readonly string[]): Promise<number> {
    return this.forget(() => this.files.drop(ids))
  }

  /** Takes the bytes of forgotten files away. */
  @Task('remove_supplier_files')
  async remove(data: unknown): Promise<void> {
    for (const file of (data as { files: Pick<PrivateFile, 'id' | 'kind'>[] }).files)
      await this.kept.remove(file)
  }

  private forget(drop: () => Promise<Pick<PrivateFile, 'id' | 'kind'>[]>): Promise<number> {
    return transaction(async () => {
      const files = await drop()
      if (files.length)
        await enqueue('remove_supplier_files', { files }, `remove_supplier_files ${files[0]!.id}`)
      return files.length
    })
  }
}
