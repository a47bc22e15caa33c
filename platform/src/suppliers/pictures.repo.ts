import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface PictureRow {
  name: string
  media_id: string
}

/** Pictures by the names that one supplier gave them. */
@Injectable()
export class PicturesRepo {
  byNames(supplierId: string, names: readonly string[]): Promise<PictureRow[]> {
    return db().many(
      'select name, media_id from supplier_pictures where tenant_id = $1 and supplier_id = $2 and name = any($3::text[])',
      [tenantId(), supplierId, names],
    )
  }
  page(supplierId: string, after: string | undefined, limit: number): Promise<PictureRow[]> {
    return db().many(
      `select name, media_id from supplier_pictures where tenant_id = $1 and supplier_id = $2 and ($3::text is null or name > $3) order by name limit $4`,
      [tenantId(), supplierId, after ?? null, limit],
    )
  }
  async count(supplierId: string): Promise<number> {
    const row = await db().one<{ n: number }>(
      'select count(*) as n from supplier_pictures where tenant_id = $1 and supplier_id = $2',
      [tenantId(), supplierId],
    )
    return row!.n
  }
  /** Gives a picture a name; the newer one has it from then on. */
  put(supplierId: string, name: string, mediaId: string): Promise<number> {
    return db().run(
      `insert into supplier_pictures (tenant_id, supplier_id, name, media_id, created_at) values ($1, $2, $3, $4, $5)
         on conflict (tenant_id, supplier_id, name) do update set media_id = excluded.media_id`,
      [tenantId(), supplierId, name, mediaId, clock.now()],
    )
  }
}
