/** Who may do what. */
export const people = [
  {
    name: 'a route without a permission',
    file: 'platform/src/org/org.controller.ts',
    edits: [["  @Get('stores/:id')\n  @Can('read', 'Store')\n", "  @Get('stores/:id')\n"]],
    test: 'test/matrix.test.ts',
    says: 'has a permission and an answer for every route',
  },
  {
    name: 'the guard asks for a permission and lets everybody in',
    file: 'platform/src/kernel/http.ts',
    edits: [['if (needs && who.ability.can(needs.action, needs.subject)) {', 'if (needs) {']],
    test: 'test/matrix.test.ts',
    says: 'refuses who does not hold the permission',
  },
  {
    name: 'an order of any store is shown',
    file: 'platform/src/selling/order-reads.service.ts',
    edits: [
      [
        "    const row = found(await reading(() => this.reads.detail(id)))\n    mustReach('read', 'Order', { storeId: row.store_id })\n",
        '    const row = found(await reading(() => this.reads.detail(id)))\n',
      ],
    ],
    test: 'test/matrix.test.ts',
    says: 'answers a sister store’s',
  },
  {
    name: 'the list of orders is not narrowed',
    file: 'platform/src/selling/order-reads.service.ts',
    edits: [["this.reads.list(q, within('read', 'Order'),", 'this.reads.list(q, null,']],
    test: 'test/lists.test.ts',
    says: 'show each role exactly the things it can open',
  },
  {
    name: 'a role beyond its maker',
    file: 'platform/src/people/roles.service.ts',
    edits: [
      [
        "if (!outranks(scope().who.ability, { permissions, limits, scopeKind: 'hq', scopeId: null }, manage))",
        'if (!permissions || !limits || !manage)',
      ],
    ],
    test: 'src/people/roles.api.test.ts',
    says: '403 for widening beyond',
  },
  {
    name: 'a grant beyond its giver',
    file: 'platform/src/people/grants.service.ts',
    edits: [
      [
        "      if (!outranks(scope().who.ability, power, 'Person:grant')) throw new Fault('people.beyond_own')\n",
        '',
      ],
    ],
    test: 'src/people/roles.api.test.ts',
    says: '403 for giving more than they hold',
  },
  {
    name: 'fields have no rules',
    file: 'platform/src/kernel/access.ts',
    edits: [['  if (denied.length)\n', '  if (denied.length < 0)\n']],
    test: 'src/org/org.api.test.ts',
    says: 'a store manager writes kind only if it is the store’s own',
  },
  {
    name: 'amounts have no limits',
    file: 'platform/src/kernel/access.ts',
    edits: [['if (most === null || asked <= most) return', 'if (most !== undefined) return']],
    test: 'src/selling/limits.api.test.ts',
    says: '403 for cancelling a dearer paid order',
  },
  {
    name: 'a copied refresh token goes unnoticed',
    file: 'platform/src/people/sessions.service.ts',
    edits: [['        await this.sessions.revoke(id)\n        forgetPrincipals()\n', '']],
    test: 'src/people/sessions.api.test.ts',
    says: 'a copied refresh token ends the session for both',
  },
  {
    name: 'wrong passwords are not counted',
    file: 'platform/src/people/throttle.service.ts',
    edits: [['if ((await this.tries.count(counted)) === counted.length) return', 'return']],
    test: 'src/people/guessing.api.test.ts',
    says: '429 after ten wrong passwords',
  },
  {
    name: 'dangerous acts ask for no proof',
    file: 'platform/src/kernel/step-up.ts',
    edits: [
      [
        "if (!at || clock.now().getTime() - at.getTime() > PROOF_MS) throw new Fault('access.proof_needed')",
        '',
      ],
    ],
    test: 'src/people/factors.api.test.ts',
    says: 'ask for a proof after ten minutes',
  },
  {
    name: 'pages of others may write',
    file: 'platform/src/kernel/headers.ts',
    edits: [["if (ours || req.method === 'GET'", "if (ours || true || req.method === 'GET'"]],
    test: 'test/headers.test.ts',
    says: 'no other page may read an answer or write',
  },
]
