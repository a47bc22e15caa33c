import { Injectable } from '@nestjs/common'
import type { ListPeople } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

export interface GrantRow {
  id: string
  person_id: string
  role_key: string
  scope_kind: 'hq' | 'region' | 'store' | 'supplier'
  scope_id: string | null
  scope_zh: string
  scope_en: string
}
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
  /** A page of people by login; `stores` narrows to those who hold a grant in one of them. */
  list(q: ListPeople, after: string | undefined, stores: string[] | null): Promise<PersonRow[]> {
    return db().many<PersonRow>(
      `select p.id, p.login, p.name, p.status, p.created_at from people p
        where p.tenant_id = $1 and ($2::text is null or p.login > $2) and ($3::text is null or p.status = $3)
          and ($4::text is null or position($4 in p.login) > 0 or position($4 in p.name) > 0)
          and ($5::uuid[] is null or exists (select from role_grants g where g.tenant_id = $1 and g.person_id = p.id and g.scope_kind = 'store' and g.scope_id = any ($5)))
        order by p.login limit $6`,
      [tenantId(), after ?? null, q.status ?? null, q.q || null, stores, q.limit + 1],
    )
  }
  grantsOf(personIds: readonly string[]): Promise<GrantRow[]> {
    return db().many<GrantRow>(
      `select g.id, g.person_id, g.role_key, g.scope_kind, g.scope_id, coalesce(o.name_zh, s.name_zh, h.name_zh, '') scope_zh, coalesce(o.name_en, s.name_en, h.name_en, '') scope_en
         from role_grants g
         left join org_units o on o.tenant_id = $1 and o.id = g.scope_id
         left join suppliers s on s.tenant_id = $1 and s.id = g.scope_id
         left join org_units h on h.tenant_id = $1 and h.kind = 'hq' and g.scope_kind = 'hq'
        where g.tenant_id = $1 and g.person_id = any ($2) order by g.id limit 5000`,
      [tenantId(), personIds],
    )
  }
  /** Grants and what they reach, resolved through the org tree in one statement: for the ability. */
  reachOf(
    personId: string,
    sessionId: string,
  ): Promise<
    {
      name: string
      role_key: string | null
      scope_kind: string | null
      scope_id: string | null
      store_ids: string[] | null
    }[]
  > {
    return db().many(
      `with recursive below as (
         select o.id root, o.id, o.kind from org_units o join role_grants g on g.tenant_id = $1 and g.person_id = $2 and g.scope_id = o.id where o.tenant_id = $1
         union select b.root, c.id, c.kind from below b join org_units c on c.tenant_id = $1 and c.parent_id = b.id
       )
       select p.name, g.role_key, g.scope_kind, g.scope_id,
              (select array_agg(b.id) from below b where b.root = g.scope_id and b.kind = 'store'
                  and not (g.scope_kind = 'store' and exists (select from stores c where c.tenant_id = $1 and c.id = b.id and c.status = 'closed'))) store_ids
         from people p join sessions s on s.tenant_id = $1 and s.id = $3 and s.kind = 'staff' and s.subject_id = p.id and s.revoked_at is null and s.expires_at > $4
         left join role_grants g on g.tenant_id = $1 and g.person_id = p.id
        where p.tenant_id = $1 and p.id = $2 and p.status = 'active'`,
      [tenantId(), personId, sessionId, clock.now()],
    )
  }
  insert(p: { id: string; login: string; name: string; passwordHash: string }): Promise<number> {
    return db().run(
      'insert into people (tenant_id, id, login, name, password_hash, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6) on conflict do nothing',
      [tenantId(), p.id, p.login, p.name, p.passwordHash, clock.now()],
    )
  }
  update(id: string, c: { name?: string; status?: string; passwordHash?: string }): Promise<number> {
    return db().run(
      'update people set name = coalesce($3, name), status = coalesce($4, status), password_hash = coalesce($5, password_hash), updated_at = $6 where tenant_id = $1 and id = $2',
      [tenantId(), id, c.name ?? null, c.status ?? null, c.passwordHash ?? null, clock.now()],
    )
  }
  insertGrant(g: {
    id: string
    personId: string
    roleKey: string
    scopeKind: string
    scopeId: string | null
    by: string | null
  }): Promise<number> {
    return db().run(
      'insert into role_grants (tenant_id, id, person_id, role_key, scope_kind, scope_id, granted_by, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing',
      [tenantId(), g.id, g.personId, g.roleKey, g.scopeKind, g.scopeId, g.by, clock.now()],
    )
  }
  deleteGrant(personId: string, id: string): Promise<number> {
    return db().run('delete from role_grants where tenant_id = $1 and person_id = $2 and id = $3', [
      tenantId(),
      personId,
      id,
    ])
  }
  /** The stores under a scope (a region's or one store); undefined when there is no such scope. */
  scopeStores(
    kind: 'region' | 'store' | 'supplier',
    id: string,
  ): Promise<{ store_ids: string[] | null } | undefined> {
    if (kind === 'supplier')
      return db().one("select '{}'::uuid[] store_ids from suppliers where tenant_id = $1 and id = $2", [
        tenantId(),
        id,
      ])
    return db().one(
      `with recursive below as (
         select id, kind from org_units where tenant_id = $1 and id = $2 and kind = $3
         union select c.id, c.kind from below b join org_units c on c.tenant_id = $1 and c.parent_id = b.id
       ) select array_agg(id) filter (where kind = 'store') store_ids from below having count(*) > 0`,
      [tenantId(), id, kind],
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
