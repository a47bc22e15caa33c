import { Injectable } from '@nestjs/common'
import type { SignInPolicy } from '@storeweave/contract'
import { clock } from '../kernel/clock.js'
import { db, tenantId } from '../kernel/db.js'

interface PolicyRow {
  second_factor_roles: string[]
  length_min: number
  mixed: boolean
  days_max: number | null
  own_choice: boolean
}
/** What somebody has to do before they may do anything else. */
export interface Duties {
  mustEnrol: boolean
  mustChangePassword: boolean
}

@Injectable()
export class SignInPolicyRepo {
  /** The brand's policy; the mildest where it set none. */
  async policy(): Promise<SignInPolicy> {
    return policyOf(
      await db().one<PolicyRow>(
        'select second_factor_roles, length_min, mixed, days_max, own_choice from sign_in_policies where tenant_id = $1',
        [tenantId()],
      ),
    )
  }
  /** The same, held until the transaction ends: whoever changes another part of it waits. */
  async lock(): Promise<SignInPolicy> {
    await db().run(
      'insert into sign_in_policies (tenant_id, updated_at) values ($1, $2) on conflict do nothing',
      [tenantId(), clock.now()],
    )
    return policyOf(
      await db().one<PolicyRow>(
        'select second_factor_roles, length_min, mixed, days_max, own_choice from sign_in_policies where tenant_id = $1 for update',
        [tenantId()],
      ),
    )
  }
  set({ secondFactorRoles, password }: SignInPolicy): Promise<number> {
    const { lengthMin, mixed, daysMax, ownChoice } = password
    return db().run(
      'update sign_in_policies set second_factor_roles = $2, length_min = $3, mixed = $4, days_max = $5, own_choice = $6, updated_at = $7 where tenant_id = $1',
      [tenantId(), secondFactorRoles, lengthMin, mixed, daysMax, ownChoice, clock.now()],
    )
  }
  /** Which duties the policy lays on a person: a second factor that a role asks for, a password that ran out or isn't their own choice. */
  async duties(personId: string): Promise<Duties> {
    const row = await db().one<{ must_enrol: boolean; must_change: boolean }>(
      `select exists (select from role_grants g where g.tenant_id = $1 and g.person_id = $2 and g.role_key = any (y.second_factor_roles))
          and not exists (select from second_factors f where f.tenant_id = $1 and f.person_id = $2 and f.confirmed_at is not null) as must_enrol,
          (y.own_choice and p.password_by_other) or coalesce(p.password_set_at < $3::timestamptz - make_interval(days => y.days_max), false) as must_change
         from sign_in_policies y join people p on p.tenant_id = $1 and p.id = $2 where y.tenant_id = $1`,
      [tenantId(), personId, clock.now()],
    )
    return { mustEnrol: row?.must_enrol ?? false, mustChangePassword: row?.must_change ?? false }
  }
}

const policyOf = (row: PolicyRow | undefined): SignInPolicy => ({
  secondFactorRoles: row?.second_factor_roles ?? [],
  password: {
    lengthMin: row?.length_min ?? 8,
    mixed: row?.mixed ?? false,
    daysMax: row?.days_max ?? null,
    ownChoice: row?.own_choice ?? false,
  },
})
