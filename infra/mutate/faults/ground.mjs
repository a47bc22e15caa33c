/** The fence between tenants, in the database and around it. */
export const ground = [
  {
    name: 'row security is not forced',
    file: 'platform/migrations/20261121_0100_kernel.sql',
    edits: [["  execute format('alter table %s force row level security', t);\n", '']],
    test: 'test/audit.test.ts',
    says: 'has all 27 rules',
  },
  {
    name: 'one table loses its policy',
    file: 'platform/migrations/20261121_0130_selling.sql',
    edits: [
      [
        "select tenant_table('ledger_transfers', 'append');",
        "select tenant_table('ledger_transfers', 'append'); drop policy tenant on ledger_transfers;",
      ],
    ],
    test: 'test/audit.test.ts',
    says: 'has all 27 rules',
  },
  {
    name: 'the policy lets every row through',
    file: 'platform/migrations/20261121_0100_kernel.sql',
    edits: [['on %s using (tenant_id =', 'on %s using (true or tenant_id =']],
    test: 'test/isolation.test.ts',
    says: 'a forgotten tenant filter shows own rows only',
  },
  {
    name: 'a view with the rights of its owner',
    file: 'platform/migrations/20261121_0130_selling.sql',
    edits: [
      [
        "select tenant_table('ledger_transfers', 'append');",
        "select tenant_table('ledger_transfers', 'append'); create view all_transfers as select * from ledger_transfers; grant select on all_transfers to storeweave_app;",
      ],
    ],
    test: 'test/audit.test.ts',
    says: 'has all 27 rules',
  },
  {
    name: 'the ledger may be rewritten',
    file: 'platform/migrations/20261121_0130_selling.sql',
    edits: [["tenant_table('ledger_transfers', 'append')", "tenant_table('ledger_transfers')"]],
    test: 'test/audit.test.ts',
    says: 'has all 27 rules',
  },
  {
    name: 'the tenant stays on the connection',
    file: 'platform/migrations/install/context.sql',
    edits: [
      ["if coalesce(current_setting('app.tenant_id', true), '') <> '' then", 'if false then'],
      ["format('set local app.tenant_id", "format('set app.tenant_id"],
    ],
    test: 'test/isolation.test.ts',
    says: 'reads that stand alone see their own tenant only',
  },
  {
    name: 'a token opens another tenant’s address',
    file: 'platform/src/kernel/edge.ts',
    edits: [["  if (claimed && claimed !== tenant.id) throw new Fault('tenant.mismatch')\n", '']],
    test: 'src/people/auth.api.test.ts',
    says: 'a token of one tenant is refused at another',
  },
  {
    name: 'a key of idempotency is everybody’s',
    file: 'platform/src/kernel/idempotency.ts',
    edits: [['`${who.kind}:${who.id}` : who.kind', 'who.kind : who.kind']],
    test: 'test/idempotency.test.ts',
    says: 'is its person’s and its tenant’s own',
  },
  {
    name: 'no hash of the request is compared',
    file: 'platform/src/kernel/idempotency.ts',
    edits: [["  if (request_hash !== hash) throw new Fault('request.key_reused')\n", '']],
    test: 'test/idempotency.test.ts',
    says: '422 for another body or another address under the key',
  },
  {
    name: 'an entry of the audit log may be changed unseen',
    file: 'platform/src/audit/chain.service.ts',
    edits: [
      ['broken = problemOf(seal, previous, found)', 'broken = problemOf(seal, previous, found) && undefined'],
    ],
    test: 'src/audit/chain.api.test.ts',
    says: 'an entry slipped into a sealed stretch is named',
  },
]
