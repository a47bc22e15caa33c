import { Injectable } from '@nestjs/common'
import type { MessageSide } from '@storeweave/contract'
import type { PrivateFile } from '../catalog/index.js'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

@Injectable()
export class FilesRepo {
  /** Remembers a file that nobody has used yet; `supplierId` null: of a company that applies. */
  insert(file: PrivateFile, supplierId: string | null, side: MessageSide | null): Promise<number> {
    return db().run(
      'insert into supplier_files (tenant_id, id, kind, bytes, supplier_id, created_at, side) values ($1, $2, $3, $4, $5, $6, $7)',
      [tenantId(), file.id, file.kind, file.bytes, supplierId, clock.now(), side],
    )
  }
  /** Gives a file that none has used to a licence; 0 unless it is there and came from the same side. */
  use(id: string, licenceId: string, supplierId: string | null): Promise<number> {
    return db().run(
      'update supplier_files set licence_id = $3 where tenant_id = $1 and id = $2 and licence_id is null and side is null and supplier_id is not distinct from $4',
      [tenantId(), id, licenceId, supplierId],
    )
  }
  /** Gives a file that a side kept for messages, and that none has used, to a message; 0 where there is none. */
  useIn(
    id: string,
    messageId: string,
    supplierId: string,
    side: MessageSide,
    { name, position }: { name: string; position: number },
  ): Promise<number> {
    return db().run(
      'update supplier_files set message_id = $3, name = $6, position = $7 where tenant_id = $1 and id = $2 and supplier_id = $4 and side = $5 and message_id is null',
      [tenantId(), id, messageId, supplierId, side, name, position],
    )
  }
  /** Forgets files that no licence and no message used. */
  dropUnused(before: Date, limit: number): Promise<Pick<PrivateFile, 'id' | 'kind'>[]> {
    return db().many(
      `delete from supplier_files where tenant_id = $1 and id in (
         select id from supplier_files where tenant_id = $1 and licence_id is null and message_id is null and created_at < $2 order by created_at limit $3 for update skip locked) returning id, kind`,
      [tenantId(), before, limit],
    )
  }
  /** Forgets files of licences that were deleted in the running transaction. */
  drop(ids: readonly string[]): Promise<Pick<PrivateFile, 'id' | 'kind'>[]> {
    return db().many('delete from supplier_files where tenant_id = $1 and id = any($2) returning id, kind', [
      tenantId(),
      ids,
    ])
  }
}
