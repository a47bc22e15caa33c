import { Injectable } from '@nestjs/common'
import type { Address, SaveAddress } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

const COLUMNS = 'id, name, phone, province, city, district, street, is_default as "isDefault"'

const rowOf = (memberId: string, id: string, a: SaveAddress): unknown[] => [
  tenantId(),
  id,
  memberId,
  a.name,
  a.phone,
  a.province,
  a.city,
  a.district,
  a.street,
  a.isDefault,
  clock.now(),
]

/** The addresses of members; nobody reaches those of another. */
@Injectable()
export class AddressesRepo {
  /** All of a member, the default first, then the newest. */
  of(memberId: string): Promise<Address[]> {
    return db().many<Address>(
      `select ${COLUMNS} from addresses where tenant_id = $1 and member_id = $2 order by is_default desc, id desc`,
      [tenantId(), memberId],
    )
  }
  /** Holds a member's row, so that their addresses change one after the other; false when there is no such member. */
  async lock(memberId: string): Promise<boolean> {
    const sql = 'select id from members where tenant_id = $1 and id = $2 for no key update'
    return (await db().one(sql, [tenantId(), memberId])) !== undefined
  }
  /** Adds an address, if its id isn't there yet. Ids are each member's own: the same of two members are two addresses. */
  insert(memberId: string, id: string, a: SaveAddress): Promise<number> {
    return db().run(
      `insert into addresses (tenant_id, id, member_id, name, phone, province, city, district, street, is_default, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
       on conflict (tenant_id, member_id, id) do nothing`,
      rowOf(memberId, id, a),
    )
  }
  /** Changes one of a member's addresses; 0 when there is no such one. */
  update(memberId: string, id: string, a: SaveAddress): Promise<number> {
    return db().run(
      `update addresses set name = $4, phone = $5, province = $6, city = $7, district = $8, street = $9, is_default = $10, updated_at = $11
        where tenant_id = $1 and id = $2 and member_id = $3`,
      rowOf(memberId, id, a),
    )
  }
  /** No other address of a member is the default. */
  demote(memberId: string, but: string): Promise<number> {
    return db().run(
      'update addresses set is_default = false, updated_at = $4 where tenant_id = $1 and member_id = $2 and id <> $3 and is_default',
      [tenantId(), memberId, but, clock.now()],
    )
  }
  /** The newest of a member's addresses becomes the default, where none is. */
  promote(memberId: string): Promise<number> {
    return db().run(
      `update addresses set is_default = true, updated_at = $3 where tenant_id = $1 and member_id = $2 and id = (
         select id from addresses where tenant_id = $1 and member_id = $2 order by is_default desc, id desc limit 1) and not is_default`,
      [tenantId(), memberId, clock.now()],
    )
  }
  remove(memberId: string, id: string): Promise<number> {
    return db().run('delete from addresses where tenant_id = $1 and member_id = $2 and id = $3', [
      tenantId(),
      memberId,
      id,
    ])
  }
  removeAll(memberId: string): Promise<number> {
    return db().run('delete from addresses where tenant_id = $1 and member_id = $2', [tenantId(), memberId])
  }
}
