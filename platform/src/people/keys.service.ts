import { Injectable, type OnModuleInit } from '@nestjs/common'
import {
  isKeyable,
  limitKinds,
  limits,
  noLimits,
  type ApiKey,
  type ApiKeyPage,
  type CreateKey,
  type Limits,
  type ListKeys,
  type NewKey,
  type Permission,
} from '@storeweave/contract'
import { abilityOf, mostAt, type Ability } from '../kernel/ability.js'
import { found } from '../kernel/access.js'
import { forgetKeys, newKey, prefixOf, useKeys, type KnownKey } from '../kernel/api-keys.js'
import { aside, record } from '../kernel/audit.js'
import { clock } from '../kernel/clock.js'
import { reading, tenantId, transaction } from '../kernel/db.js'
import { Fault } from '../kernel/fault.js'
import { asSystem } from '../kernel/jobs.js'
import { keysOf, pageOf } from '../kernel/page.js'
import { scope } from '../kernel/scope.js'
import { heldOf } from './access.service.js'
import { GrantsRepo } from './grants.repo.js'
import { KeysRepo, type KeyRow } from './keys.repo.js'
import { outranks } from './rank.js'

/** Keys in force a brand may have at most. */
const KEYS_MAX = 100

/** A brand's keys for its programs: never beyond who makes them, for a year at most, ended at once. */
@Injectable()
export class KeysService implements OnModuleInit {
  constructor(
    private readonly keys: KeysRepo,
    private readonly grants: GrantsRepo,
  ) {}

  onModuleInit(): void {
    const as = (tenant: string) => ({ id: tenant, slug: '' })
    useKeys({
      load: (tenant, id) => asSystem(as(tenant), 'access', () => this.known(id)),
      used: (tenant, id) => asSystem(as(tenant), 'access', () => aside(() => this.keys.use(id))),
    })
  }

  /** A page of keys, the newest first; none of them can be read back. */
  list(q: ListKeys): Promise<ApiKeyPage> {
    const after = keysOf(q.cursor, 'instant', 'id')
    return transaction(async () =>
      pageOf(await this.keys.list(q, after), q.limit, (r) => [r.created_at, r.id], toKey),
    )
  }

  /**
   * Makes a key and shows it, the only time. Throws `people.beyond_own`, `people.scope_invalid`,
   * `keys.not_for_place`, `keys.too_many`, and `keys.made_already` for an id that is taken.
   */
  create(body: CreateKey): Promise<NewKey> {
    const { scopeKind, scopeId = null } = body
    const permissions = [...new Set(body.permissions)]
    const misfits = permissions.filter((p) => !isKeyable(p, scopeKind))
    if (misfits.length) throw new Fault('keys.not_for_place', { permissions: misfits.join(', ') })
    if ((scopeKind === 'hq') !== (scopeId === null)) throw new Fault('people.scope_invalid')
    const { who } = scope()
    const caps = capsOf(who.ability, permissions, scopeId)
    if (!outranks(who.ability, { permissions, limits: caps, scopeKind, scopeId }, 'ApiKey:create'))
      throw new Fault('people.beyond_own')
    const { key: secret, secretHash } = newKey(body.id, tenantId())
    return transaction(async () => {
      if (scopeKind !== 'hq' && !(await this.grants.placeExists(scopeKind, scopeId!)))
        throw new Fault('people.scope_invalid')
      if ((await this.keys.inForce()) >= KEYS_MAX) throw new Fault('keys.too_many', { most: KEYS_MAX })
      const by = who.kind === 'staff' ? who.id : null
      const made = { ...body, permissions, scopeId, secretHash, limits: caps, by }
      if (!(await this.keys.insert(made))) throw new Fault('keys.made_already')
      const key = toKey(found(await this.keys.byId(body.id)))
      record({ ...about(key), after: factsOf(key) })
      return { secret, key }
    })
  }

  /** Ends a key: every process refuses it within 5 s. Again changes nothing. */
  async revoke(id: string): Promise<void> {
    await transaction(async () => {
      const key = toKey(found(await this.keys.byId(id)))
      if (await this.keys.revoke(id))
        record({ ...about(key), before: { state: key.state }, after: { state: 'revoked' } })
    })
    forgetKeys()
  }

  /** A key with the rights it gives today: what a key may not hold any more is dropped, whatever its row says. */
  private async known(id: string): Promise<KnownKey | undefined> {
    const row = await reading(() => this.keys.reach(id))
    if (!row) return undefined
    const held = heldOf({ ...row, permissions: row.permissions.filter((p) => isKeyable(p, row.scope_kind)) })
    return {
      secretHash: row.secret_hash,
      expiresAt: new Date(row.expires_at),
      who: row.revoked_at ? undefined : { kind: 'key', id, name: row.name, ability: abilityOf(held) },
    }
  }
}

/** The caps of who makes a key become the key's; one cap over several permissions is the smallest of theirs. */
function capsOf(ability: Ability, permissions: readonly Permission[], unitId: string | null): Limits {
  const caps = { ...noLimits }
  for (const limit of limitKinds) {
    const most = limits[limit].permissions
      .filter((p) => permissions.includes(p))
      .flatMap((p) => mostAt(ability, limit, p, unitId) ?? [])
    if (most.length) caps[limit] = Math.min(...most)
  }
  return caps
}

const about = (key: ApiKey) => ({
  subject: 'ApiKey' as const,
  id: key.id,
  name: key.name,
  storeId: key.scopeKind === 'store' ? key.scopeId : null,
})
const factsOf = ({ name, prefix, permissions, limits: caps, scopeKind, scopeId, expiresAt }: ApiKey) => ({
  name,
  prefix,
  permissions,
  limits: caps,
  scopeKind,
  scopeId,
  expiresAt,
})

function toKey(r: KeyRow): ApiKey {
  return {
    id: r.id,
    name: r.name,
    prefix: prefixOf(r.id, tenantId()),
    permissions: r.permissions,
    limits: { priceCut: r.price_cut, refund: r.refund, stockCorrection: r.stock_correction },
    scopeKind: r.scope_kind,
    scopeId: r.scope_id,
    scopeName: { zh: r.scope_zh, en: r.scope_en },
    state: r.revoked_at ? 'revoked' : new Date(r.expires_at) <= clock.now() ? 'expired' : 'active',
    madeBy:
      r.made_by === null
        ? null
        : { id: r.made_by, name: r.maker_name ?? '', active: r.maker_status === 'active' },
    createdAt: r.created_at,
    expiresAt: r.expires_at,
    lastUsedAt: r.last_used_at,
    revokedAt: r.revoked_at,
  }
}
