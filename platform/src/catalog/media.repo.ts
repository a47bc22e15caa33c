import { Injectable } from '@nestjs/common'
import type { MediaKind } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

/** Something kept; `bytes` are those of the file, or of all variants of a picture. */
export interface MediaRow {
  id: string
  kind: MediaKind
  name: string
  alt: string
  type: string
  bytes: number
  public: boolean
}

@Injectable()
export class MediaRepo {
  /** Remembers a picture; the same id again changes nothing. */
  insert(m: {
    id: string
    widths: number[]
    width: number
    height: number
    alt: string
    bytes: number
  }): Promise<number> {
    return db().run(
      `insert into media (tenant_id, id, widths, width, height, alt, bytes, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, id) do nothing`,
      [tenantId(), m.id, m.widths, m.width, m.height, m.alt, m.bytes, clock.now()],
    )
  }

  /** Remembers a video, a document or a model; `bytes` counts its thumbnail and cover too. */
  insertFile(m: MediaRow & { fileBytes: number }): Promise<number> {
    return db().run(
      `insert into media (tenant_id, id, widths, width, height, alt, bytes, kind, name, type, file_bytes, public, created_at)
       values ($1, $2, '{}', 0, 0, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [tenantId(), m.id, m.alt, m.bytes, m.kind, m.name, m.type, m.fileBytes, m.public, clock.now()],
    )
  }

  /** What is kept under an id. */
  find(id: string): Promise<MediaRow | undefined> {
    return db().one<MediaRow>(
      `select id, kind, name, alt, type, public, case kind when 'picture' then bytes else file_bytes end as bytes
         from media where tenant_id = $1 and id = $2`,
      [tenantId(), id],
    )
  }
}
