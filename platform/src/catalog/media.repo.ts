import { Injectable } from '@nestjs/common'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

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
}
