import { Injectable } from '@nestjs/common'
import type { Classification, CreateClassification, UpdateClassification } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

interface Row {
  id: string
  parent_id: string | null
  name_zh: string
  name_en: string
  position: number
  shown: boolean
  products: number
}

@Injectable()
export class ClassificationsRepo {
  /** All trees with how many products lie right under each value. */
  async all(): Promise<Classification[]> {
    const rows = await db().many<Row>(
      `select c.id, c.parent_id, c.name_zh, c.name_en, c.position, c.shown,
              (select count(*) from product_classes pc where pc.tenant_id = $1 and pc.classification_id = c.id) as products
         from classifications c where c.tenant_id = $1 order by c.position, c.id`,
      [tenantId()],
    )
    return rows.map((r) => ({
      id: r.id,
      parentId: r.parent_id,
      name: { zh: r.name_zh, en: r.name_en },
      position: r.position,
      shown: r.shown,
      productCount: r.products,
    }))
  }

  /** Adds one; 0 when the id is there already. */
  insert(c: CreateClassification): Promise<number> {
    return db().run(
      `insert into classifications (tenant_id, id, parent_id, name_zh, name_en, position, shown, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (tenant_id, id) do nothing`,
      [tenantId(), c.id, c.parentId, c.name.zh, c.name.en, c.position, c.shown, clock.now()],
    )
  }

  /** Changes what is given; 0 when it isn't there. */
  update(id: string, c: UpdateClassification): Promise<number> {
    return db().run(
      `update classifications set name_zh = coalesce($3, name_zh), name_en = coalesce($4, name_en), position = coalesce($5, position), shown = coalesce($6, shown), updated_at = $7
        where tenant_id = $1 and id = $2`,
      [
        tenantId(),
        id,
        c.name?.zh ?? null,
        c.name?.en ?? null,
        c.position ?? null,
        c.shown ?? null,
        clock.now(),
      ],
    )
  }

  /** Deletes one that has nothing below it and no goods; 0 when it isn't there or is in use. */
  remove(id: string): Promise<number> {
    return db().run(
      `delete from classifications c where c.tenant_id = $1 and c.id = $2
          and not exists (select from classifications b where b.tenant_id = $1 and b.parent_id = c.id)
          and not exists (select from product_classes pc where pc.tenant_id = $1 and pc.classification_id = c.id)`,
      [tenantId(), id],
    )
  }
}
