import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { World } from './world.js'

const GLOBAL = ['tenants', 'tenant_addresses', 'schema_migrations', 'operators']
const APPEND_ONLY = [
  'price_changes',
  'stock_movements',
  'order_timeline',
  'provider_events',
  'ledger_transfers',
  'audit_entries',
  'audit_seals',
  'audit_checks',
  'support_visits',
  'privacy_notices',
  'member_consents',
  'privacy_requests',
  'product_versions',
  'change_comments',
  'refund_lines',
  'voucher_uses',
  'voucher_refunds',
]
/** Written once, and deleted when their time is over. */
const SWEPT = ['outbox', 'handled_events', 'allocation_change_rows']
const literal = (list: string[]) => `'{${list.join(',')}}'`

describe('tenant isolation in the database', () => {
  let w: World
  beforeAll(async () => void (w = await World.start()))
  afterAll(() => w.stop())

  const audit = () =>
    readFileSync(new URL('./rls_audit.sql', import.meta.url), 'utf8')
      .replaceAll(":'schemas'", literal(['storeweave']))
      .replaceAll(":'app_role'", "'storeweave_app'")
      .replaceAll(":'global_ok'", literal(GLOBAL))
      .replaceAll(":'append_only'", literal(APPEND_ONLY))
      .replaceAll(":'swept'", literal(SWEPT))

  it('has all 27 rules and no row that breaks one', async () => {
    expect(new Set(audit().match(/'R\d+b?/g)).size).toBe(29) // R7b and R23b are second halves
    expect(await w.facts(audit())).toEqual([])
  })

  it.each([
    ['R5', 'alter table orders no force row level security'],
    ['R6', 'drop policy tenant on orders'],
    ['R7', 'create policy open_door on orders using (true)'],
    [
      'R13',
      'create function f() returns trigger language plpgsql as $$ begin return new; end $$; create trigger t before insert on orders for each row execute function f()',
    ],
    ['R14', 'create view all_orders as select * from orders'],
    ['R21', 'grant truncate on orders to storeweave_app'],
    ['R23', 'grant update on ledger_transfers to storeweave_app'],
    ['R23', 'grant update (amount) on ledger_transfers to storeweave_app'],
    ['R23b', 'grant update on outbox to storeweave_app'],
    ['R24', 'grant execute on function pg_catalog.set_config(text, text, boolean) to public'],
  ])('finds a planted fault of %s', async (rule, fault) => {
    const found = await w.planted(fault, audit())
    expect(found.map((r) => r.rule.split(' ')[0])).toContain(rule)
  })
})
