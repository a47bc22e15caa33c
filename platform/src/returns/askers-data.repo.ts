import { Injectable } from '@nestjs/common'
import type { ExportedReturn } from '@storeweave/contract'
import { openReturnStates } from '@storeweave/rules/returns'
import { pictureOf } from '../catalog/index.js'
import { db, tenantId } from '../kernel/db.js'
import type { OpenOrder } from '../members/index.js'

const ROWS_MAX = 2000

@Injectable()
export class AskersDataRepo {
  /** Orders of a member with a return that has not ended: while one is open, both sides need the name. */
  open(memberId: string): Promise<OpenOrder[]> {
    return db().many<OpenOrder>(
      `select o.id, o.number from orders o where o.tenant_id = $1 and exists (
         select from returns r where r.tenant_id = $1 and r.member_id = $2 and r.order_id = o.id and r.state = any($3::text[])) order by o.id desc limit 100`,
      [tenantId(), memberId, openReturnStates],
    )
  }
  /** What somebody asked back, newest first. */
  async all(memberId: string): Promise<ExportedReturn[]> {
    const rows = await db().many<Omit<ExportedReturn, 'pictures'> & { media_ids: string[] }>(
      `select o.number as "order", r.kind, r.reason, r.state, r.words, r.media_ids, r.answer, r.carrier, r.waybill, r.created_at as at,
              (select coalesce(json_agg(json_build_object('name', json_build_object('zh', l.name_zh, 'en', l.name_en), 'quantity', a.quantity) order by l.position), '[]')
                 from return_lines a join order_lines l on l.tenant_id = $1 and l.id = a.line_id where a.tenant_id = $1 and a.return_id = r.id) as lines
         from returns r join orders o on o.tenant_id = $1 and o.id = r.order_id where r.tenant_id = $1 and r.member_id = $2 order by r.created_at desc, r.id desc limit ${ROWS_MAX}`,
      [tenantId(), memberId],
    )
    return rows.map(({ media_ids, ...row }) => ({
      ...row,
      pictures: media_ids.map((id) => pictureOf(id)!.url),
    }))
  }
  /** Blanks what people wrote about somebody's returns. */
  blankSteps(memberId: string): Promise<number> {
    return db().run(
      "update return_steps s set note = '' from returns r where s.tenant_id = $1 and r.tenant_id = $1 and r.id = s.return_id and r.member_id = $2 and s.note <> ''",
      [tenantId(), memberId],
    )
  }
  /** Takes the words, the waybill and the member out of somebody's returns. */
  blank(memberId: string): Promise<number> {
    return db().run(
      "update returns set words = '', media_ids = '{}', answer = '', carrier = '', waybill = '', member_id = null where tenant_id = $1 and member_id = $2",
      [tenantId(), memberId],
    )
  }
}
