import { Injectable } from '@nestjs/common'
import type { ListPeople } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface PersonRow {
  id: string
  login: string
  name: string
  status: 'active' | 'disabled'
  password_hash: string
  created_at: string
}

@Injectable()
export class PeopleRepo {
  byLogin(login: string): Promise<PersonRow | undefined> {
    return db().one<PersonRow>(
      'select id, login, name, status, password_hash, created_at from people where tenant_id = $1 and login = $2',
      [tenantId(), login],
    )
  }
  byId(id: string): Promise<PersonRow | undefined> {
    return db().one<PersonRow>(
      'select id, login, name, status, password_hash, created_at from people where tenant_id = $1 and id = $2',
      [tenantId(), id],
    )
  }
  /** A page of people by login; `units` narrows to those who hold a grant, of the role if one is asked for, at one of these nodes of the org tree. */
  list(q: ListPeople, after: string | undefined, units: string[] | null): Promise<PersonRow[]> {
    return db().many<PersonRow>(
      `select p.id, p.login, p.name, p.status, p.created_at from people p
        where p.tenant_id = $1 and ($2::text is null or p.login > $2) and ($3::text is null or p.status = $3)
          and ($4::text is null or position($4 in p.login) > 0 or position($4 in p.name) > 0)
          and (($5::uuid[] is null and $7::text is null) or exists (select from role_grants g
                where g.tenant_id = $1 and g.person_id = p.id and ($5::uuid[] is null or g.scope_id = any ($5)) and ($7::text is null or g.role_key = $7)))
          and ($8::text is null or ($8 = 'with') = exists (select from second_factors f where f.tenant_id = $1 and f.person_id = p.id and f.confirmed_at is not null))
        order by p.login limit $6`,
      [
        tenantId(),
        after ?? null,
        q.status ?? null,
        q.q || null,
        units,
        q.limit + 1,
        q.roleKey ?? null,
        q.secondFactor ?? null,
      ],
    )
  }
  insert(p: { id: string; login: string; name: string; passwordHash: string }): Promise<number> {
    return db().run(
      'insert into people (tenant_id, id, login, name, password_hash, password_by_other, password_set_at, created_at, updated_at) values ($1, $2, $3, $4, $5, true, $6, $6, $6) on conflict do nothing',
      [tenantId(), p.id, p.login, p.name, p.passwordHash, clock.now()],
    )
  }
  update(id: string, c: { name?: string; status?: string }): Promise<number> {
    return db().run(
      'update people set name = coalesce($3, name), status = coalesce($4, status), updated_at = $5 where tenant_id = $1 and id = $2',
      [tenantId(), id, c.name ?? null, c.status ?? null, clock.now()],
    )
  }
  /** A new password, chosen by the person or by another for them. */
  setPassword(id: string, hash: string, by: 'self' | 'other'): Promise<number> {
    return db().run(
      'update people set password_hash = $3, password_by_other = $4, password_set_at = $5, updated_at = $5 where tenant_id = $1 and id = $2',
      [tenantId(), id, hash, by === 'other', clock.now()],
    )
  }
  /** Stores by id with their names, for the scope switch; null = all, at most 500. */
  storeNames(ids: string[] | null): Promise<{ id: string; name_zh: string; name_en: string }[]> {
    return db().many(
      "select id, name_zh, name_en from org_units where tenant_id = $1 and kind = 'store' and ($2::uuid[] is null or id = any ($2)) order by code limit 500",
      [tenantId(), ids],
    )
  }
}
