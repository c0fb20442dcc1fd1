/**
 * "Who may import whom": each layer lists what it may reach inside the project and which packages; anything else is
 * an error. `types` may be reached by `import type` only. Tests and fixtures may import what they like.
 */
const TEST = '\\.(test|test-d|suite|fixture)\\.tsx?$|^lib/(testing|client/testing)/'
const SDK =
  '(^|/)node_modules/(@prisma/|prisma/|pg/|@types/pg/|@electric-sql/|redis/|@redis/|ioredis/|@platformatic/)'
const GENERATED = '^lib/server/adapters/prisma/generated/'

/** Anything in the project, as against packages and Node's own modules. */
const PROJECT = '^(server\\.ts|proxy\\.ts|next\\.config|(lib|app|components|messages|scripts|e2e)/)'

const layers = [
  { name: 'domain', path: '^lib/domain/', may: ['^lib/domain/'], packages: [] },
  { name: 'contracts', path: '^lib/contracts/', may: ['^lib/contracts/', '^lib/domain/'], packages: ['zod'] },
  { name: 'ports', path: '^lib/server/ports/', may: ['^lib/server/ports/', '^lib/domain/'], packages: [] },
  {
    name: 'services',
    path: '^lib/server/services/',
    may: ['^lib/domain/', '^lib/server/ports/', '^lib/server/services/'],
    types: ['^lib/server/auth/'],
  },
  {
    name: 'gateways',
    path: '^lib/server/gateways/',
    may: ['^lib/server/gateways/', '^lib/contracts/', '^lib/domain/'],
    types: ['^lib/server/core\\.ts$', '^lib/server/services/', '^lib/server/ports/'],
    packages: ['zod'],
  },
  {
    name: 'transport',
    path: '^lib/server/transport/',
    may: [
      '^lib/server/transport/',
      '^lib/contracts/(kit|refusal-forms|bytes)\\.ts$',
      '^lib/domain/',
      '^lib/server/(runtime-slot|log|metrics)\\.ts$',
    ],
    types: ['^lib/server/(gateways|services|ports|auth)/', '^lib/server/(core|env)\\.ts$', '^lib/contracts/'],
  },
  {
    name: 'auth',
    path: '^lib/server/auth/',
    may: ['^lib/server/auth/', '^lib/domain/', '^lib/server/ports/'],
    types: ['^lib/server/services/'],
  },
  {
    name: 'adapters',
    path: '^lib/server/adapters/',
    may: ['^lib/server/adapters/', '^lib/server/ports/', '^lib/domain/'],
    types: ['^lib/server/env\\.ts$'],
  },
  {
    name: 'client',
    path: '^lib/client/',
    may: ['^lib/client/', '^lib/contracts/', '^lib/domain/', '^lib/i18n/', '^messages/'],
  },
  {
    name: 'components',
    path: '^components/',
    may: ['^components/', '^lib/client/', '^lib/contracts/', '^lib/domain/', '^lib/i18n/', '^messages/'],
  },
  {
    name: 'routes',
    path: '^app/api/.*route\\.tsx?$',
    may: ['^lib/contracts/', '^lib/server/transport/rest/endpoint\\.ts$', '^lib/server/runtime-slot\\.ts$'],
  },
  {
    name: 'pages',
    path: '^app/(?!api/.*route\\.tsx?$)|^proxy\\.ts$',
    may: [
      '^app/.*(?<!/route\\.ts)$',
      '^components/',
      '^lib/(client|domain|contracts|i18n)/',
      '^messages/',
      '^lib/server/runtime-slot\\.ts$',
    ],
  },
  {
    name: 'protocol-client',
    path: '^lib/protocol-client/',
    may: ['^lib/protocol-client/'],
  },
  { name: 'i18n', path: '^lib/i18n/', may: ['^lib/i18n/', '^messages/'] },
  {
    name: 'runtime-slot',
    path: '^lib/server/runtime-slot\\.ts$',
    may: [],
    types: ['^lib/(domain|contracts)/'],
    packages: [],
  },
]

const withoutTests = (path) => ({ path, pathNot: [TEST, GENERATED] })

function rulesFor({ name, path, may, types = [], packages }) {
  const rules = [
    {
      name: `${name}-directions`,
      severity: 'error',
      from: withoutTests(path),
      to: { path: PROJECT, pathNot: [...may, ...types], dependencyTypesNot: ['core'] },
    },
  ]
  if (types.length > 0) {
    rules.push({
      name: `${name}-types-only`,
      severity: 'error',
      from: withoutTests(path),
      to: { path: types, pathNot: may, dependencyTypesNot: ['type-only'] },
    })
  }
  if (packages !== undefined) {
    rules.push({
      name: `${name}-packages`,
      severity: 'error',
      from: withoutTests(path),
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'core'],
        ...(packages.length > 0 && { pathNot: `(^|/)node_modules/(${packages.join('|')})/` }),
      },
    })
  }
  return rules
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layers.flatMap(rulesFor),
    {
      name: 'sdk-only-in-adapters',
      comment: 'Databases and brokers are reached through ports.',
      severity: 'error',
      from: { pathNot: ['^lib/server/adapters/', '^prisma\\.config\\.ts$', TEST, '^node_modules/'] },
      to: { path: SDK },
    },
    {
      name: 'server-never-client',
      severity: 'error',
      from: { path: '^(server\\.ts|lib/server/)', pathNot: TEST },
      to: { path: '^(lib/client|components)/' },
    },
    {
      name: 'no-imports-of-app',
      severity: 'error',
      from: { pathNot: '^app/' },
      to: { path: '^app/' },
    },
    {
      name: 'no-imports-of-the-root',
      comment: 'server.ts composes; only it, and tests, import the runtime.',
      severity: 'error',
      from: { pathNot: ['^server\\.ts$', '^lib/server/runtime\\.ts$', '^lib/websocket\\.ts$', TEST] },
      to: { path: '^(server\\.ts|lib/server/runtime\\.ts)$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'protocol-client-only-in-programs',
      comment: 'It speaks to the server from outside, as tests, faults, benchmarks and practice partners do.',
      severity: 'error',
      from: {
        path: '^(lib|app|components|server\\.ts|proxy\\.ts)',
        pathNot: [TEST, '^lib/(protocol-client|server/demo)/'],
      },
      to: { path: '^lib/protocol-client/' },
    },
    {
      name: 'testing-only-in-tests',
      severity: 'error',
      from: { path: '^(lib|app|components|server\\.ts|proxy\\.ts)', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'no-circular',
      comment: 'Of types too: two files that name each other are one idea, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: 'generated/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    doNotFollow: { path: ['^node_modules/', GENERATED] },
    exclude: { path: ['^\\.(next|builds)/', '^(dist|data)/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
    },
  },
}
