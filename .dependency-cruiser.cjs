// Who may import whom. Each rule has a planted violation in infra/local/planted, which must be reported.
const { join } = require('node:path')

/** The stair of modules: one may call those before it, and hears from those after it through events. */
const stair = [
  ...[
    'tenancy',
    'audit',
    'org',
    'people',
    'catalog',
    'assortment',
    'pricing',
    'inventory',
    'ledger',
    'members',
    'promotions',
    'payments',
  ],
  ...[
    'fulfilment',
    'booking',
    'selling',
    'reviews',
    'purchasing',
    'campaigns',
    'suppliers',
    'distribution',
    'till',
    'messaging',
    'insight',
    'sheets',
    'labels',
  ],
  'connect',
]
const any = (names) => `(?:${names.join('|')})`
const tests = '\\.(?:test|spec)\\.ts$|/test/|/journeys/|playwright\\.config\\.ts$'
const contract = '^(?:platform/contract/|@storeweave/contract)'
const rules = '^(?:platform/rules/|@storeweave/rules)'
const kit = '^(?:mfe/kit/|@storeweave/kit)'
const server = '^(?:platform/(?!contract/|rules/)|@storeweave/platform|tenants/|@storeweave/tenants)'
const file = (names) => `(?:src|dist|contract)/${any(names)}(?:[.]|$)`

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const stairRules = stair.map((module, i) =>
  forbid(
    `stair-${module}`,
    `${module} may call the modules before it; what comes after it is heard through events`,
    { path: `^platform/src/${module}/`, pathNot: tests },
    { path: stair.length > i + 1 ? `^platform/src/${any(stair.slice(i + 1))}/` : '^never/' },
  ),
)

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'no-circular',
      'a cycle has no first thing to understand',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'not-to-unresolvable',
      'an import must lead somewhere',
      { pathNot: '^infra/(?:local|harness/fixture)/|^tenants/tools/' },
      { couldNotResolve: true, pathNot: '^(?:virtual:|@dcloudio/|\\$)|\\?url$' },
    ),
    forbid(
      'contract-zod-only',
      'the contract stands on zod alone',
      { path: '^platform/contract/src/', pathNot: tests },
      { pathNot: ['^platform/contract/', '(?:^|node_modules/)zod(?:/|$)'] },
    ),
    forbid(
      'rules-contract-only',
      'rules are pure: contract alone, no Node, no packages',
      { path: '^platform/rules/src/', pathNot: tests },
      { pathNot: ['^platform/rules/', contract] },
    ),
    forbid(
      'rules-values-money-only',
      'of the contract, rules use types and money',
      { path: '^platform/rules/src/', pathNot: tests },
      { path: contract, pathNot: file(['money']), dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'kernel-no-module',
      'the kernel knows no business',
      { path: '^platform/src/kernel/', pathNot: tests },
      { path: ['^platform/src/(?!kernel/)', rules, '^(?:tenants|mfe|shell|uniapp)/'] },
    ),
    ...stairRules,
    forbid(
      'module-by-its-door',
      'of another module only its index.ts exists',
      { path: '^platform/src/([^/]+)/', pathNot: tests },
      {
        path: '^platform/src/[^/]+/',
        pathNot: ['^platform/src/(?:$1|kernel)/', '^platform/src/[^/]+/index\\.ts$'],
      },
    ),
    forbid(
      'module-not-to-roots',
      'main, worker and provision wire modules, not the other way round',
      { path: '^platform/src/[^/]+/', pathNot: tests },
      { path: '^platform/src/[^/]+\\.ts$' },
    ),
    forbid(
      'platform-no-clients',
      'the platform knows no client and no tenant',
      { path: '^platform/', pathNot: tests },
      { path: '^(?:tenants|mfe|shell|uniapp)/' },
    ),
    forbid(
      'platform-no-sandbox',
      'the platform speaks to the outside world by configuration',
      { path: '^platform/src/', pathNot: tests },
      { path: '^(?:infra/|@storeweave/(?:sandbox|local))' },
    ),
    forbid(
      'tenants-by-provision',
      'tenants enter through one door',
      { path: '^tenants/', pathNot: '/tools/|/dist/' },
      {
        path: '^(?:platform/(?!contract/)|mfe/|shell/|uniapp/|infra/sandbox/)',
        pathNot: '^platform/(?:src|dist)/provision[.]',
      },
    ),
    forbid(
      'kit-contract-rules',
      'the kit stands on contract and rules',
      { path: '^mfe/kit/' },
      { path: [server, '^(?:mfe/(?!kit/)|shell/|uniapp/|infra/)'] },
    ),
    forbid(
      'app-own-room',
      'an app knows kit, contract and rules, never another app',
      { path: '^mfe/([^/]+)/', pathNot: 'playwright\\.config\\.ts$' },
      { path: ['^mfe/', server, '^(?:shell|uniapp|infra)/'], pathNot: '^mfe/(?:$1|kit)/' },
    ),
    forbid(
      'shell-by-url',
      'the shell loads apps by URL and knows kit and contract',
      { path: '^shell/', pathNot: tests },
      { path: ['^mfe/(?!kit/)', rules, server, '^(?:uniapp|infra)/'] },
    ),
    forbid(
      'uniapp-small',
      'of the contract the mini program carries money, errors and permissions; the rest is types',
      { path: '^uniapp/src/', pathNot: tests },
      {
        path: contract,
        pathNot: file(['money', 'errors', 'permissions']),
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'uniapp-own-room',
      'uniapp knows contract and rules only',
      { path: '^uniapp/', pathNot: tests },
      { path: [server, kit, '^(?:mfe|shell|infra)/'] },
    ),
    forbid(
      'clients-no-node',
      'a client runs without Node',
      { path: '^(?:mfe/[^/]+|shell|uniapp)/src/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'sandbox-stands-alone',
      'the outside world knows nothing of us',
      { path: '^infra/sandbox/' },
      { path: [contract, rules, kit, server, '^(?:shell|uniapp)/'] },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '(?:^|/)dist/'] },
    exclude: { path: ['(?:^|/)(?:test-results|playwright-report|\\.data|\\.tools)/'] },
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: join(__dirname, 'infra/local/aliases.cjs') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default', 'node'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.vue', '.d.ts', '.json'],
    },
  },
}
