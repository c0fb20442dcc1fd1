import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { longFunctions } from './function-sizes.mjs'
import { checkStructure } from './structure.mjs'

const ROOT = join(import.meta.dirname, '../..')
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name)
let folder = ''

/** A project of its own with the real configuration, into which mistakes are planted. */
function plant(files: Record<string, string>): string {
  const root = mkdtempSync(join(folder, 'planted-'))
  for (const name of ['.dependency-cruiser.mjs', '.oxlintrc.json', 'tsconfig.json', 'package.json']) {
    cpSync(join(ROOT, name), join(root, name))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return root
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'checks-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('import directions', () => {
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const structureOf = (files: Record<string, string>) => {
    return checkStructure({ root: plant(files), node: process.execPath, cruiser })
  }
  const value = (name: string) => `export const ${name} = 1\n`

  test('what the table allows passes, and every file was read', () => {
    const { problems, count } = structureOf({
      'lib/domain/rule.ts': value('rule'),
      'lib/server/ports/port.ts': 'export interface Port { a: 1 }\n',
      'lib/server/services/one.ts':
        "import { rule } from '@/lib/domain/rule'\nimport type { Port } from '@/lib/server/ports/port'\nexport const one = (port: Port) => [port, rule]\n",
      'components/a.tsx': "import { rule } from '@/lib/domain/rule'\nexport const A = () => <p>{rule}</p>\n",
    })
    expect(problems).toEqual([])
    expect(count).toBe(4)
  })

  const targets = {
    'lib/domain/rule.ts': value('rule'),
    'lib/contracts/kit.ts': value('kit'),
    'lib/server/ports/port.ts': value('port'),
    'lib/server/services/two.ts': value('two'),
    'lib/server/gateways/gate.ts': value('gate'),
    'lib/server/transport/wire.ts': value('wire'),
    'lib/server/adapters/store.ts': value('store'),
    'lib/server/runtime.ts': value('runtime'),
    'lib/client/screen.ts': value('screen'),
    'lib/testing/clock.ts': value('clock'),
    'components/a.tsx': value('a'),
    'app/page.tsx': value('page'),
  }
  const cases = [
    ['lib/domain/x.ts', 'zod', 'domain-packages'],
    ['lib/domain/x.ts', 'node:crypto', 'domain-packages'],
    ['lib/domain/x.ts', '@/lib/contracts/kit', 'domain-directions'],
    ['lib/contracts/x.ts', 'pino', 'contracts-packages'],
    ['lib/contracts/x.ts', '@/lib/server/ports/port', 'contracts-directions'],
    ['lib/server/ports/x.ts', '@/lib/contracts/kit', 'ports-directions'],
    ['lib/server/services/x.ts', '@/lib/contracts/kit', 'services-directions'],
    ['lib/server/services/x.ts', '@/lib/server/adapters/store', 'services-directions'],
    ['lib/server/gateways/x.ts', '@/lib/server/adapters/store', 'gateways-directions'],
    ['lib/server/gateways/x.ts', '@/lib/server/services/two', 'gateways-types-only'],
    ['lib/server/transport/x.ts', '@/lib/server/adapters/store', 'transport-directions'],
    ['lib/server/transport/x.ts', '@/lib/server/gateways/gate', 'transport-types-only'],
    ['lib/server/transport/x.ts', 'pg', 'sdk-only-in-adapters'],
    ['lib/server/services/x.ts', '@electric-sql/pglite', 'sdk-only-in-adapters'],
    ['lib/server/adapters/x.ts', '@/lib/server/services/two', 'adapters-directions'],
    ['lib/server/adapters/x.ts', '@/lib/contracts/kit', 'adapters-directions'],
    ['lib/server/x.ts', '@/lib/client/screen', 'server-never-client'],
    ['lib/server/services/x.ts', '@/lib/server/runtime', 'no-imports-of-the-root'],
    ['lib/client/x.ts', '@/lib/server/ports/port', 'client-directions'],
    ['lib/client/x.ts', '@/components/a', 'client-directions'],
    ['components/x.tsx', '@/lib/server/adapters/store', 'components-directions'],
    ['components/x.tsx', '@/app/page', 'no-imports-of-app'],
    ['app/api/x/route.ts', '@/lib/server/services/two', 'routes-directions'],
    ['app/api/x/route.ts', '@/components/a', 'routes-directions'],
    ['app/(site)/x.tsx', '@/lib/server/transport/wire', 'pages-directions'],
    ['lib/server/services/x.ts', '@/lib/testing/clock', 'testing-only-in-tests'],
    ['lib/domain/x.ts', './missing', 'not-to-unresolvable'],
  ] as const

  test('each forbidden direction is found', () => {
    const planted = cases.map(([file, target], index) => {
      return [
        file.replace(/x(\/route)?\.ts/, `x${index}$1.ts`),
        `import * as it from '${target}'\nexport const its = it\n`,
      ]
    })
    const { problems } = structureOf({ ...targets, ...Object.fromEntries(planted) })
    const found = cases.map(([, , rule], index) => {
      const file = planted[index]?.[0] ?? ''
      return problems.some((problem) => problem.startsWith(`${rule}: ${file} `))
        ? rule
        : `${rule} missed ${file}: ${problems.filter((p) => p.includes(file)).join('; ')}`
    })
    expect(found).toEqual(cases.map(([, , rule]) => rule))
  })

  test('a service that imports another is found, a part of its own and a type are not', () => {
    const { problems } = structureOf({
      'lib/server/services/part.ts': value('part'),
      'lib/server/services/one.ts': `import { part } from './part'\nimport type { two } from './two'\nexport const one: typeof two = part\n`,
      'lib/server/services/two.ts': value('two'),
      'lib/server/services/three.ts': `import { two } from './two'\nexport const three = two\n`,
      'lib/server/runtime.ts': `import { one } from './services/one'\nimport { two } from './services/two'\nexport const all = [one, two]\n`,
    })
    expect(problems).toEqual([expect.stringMatching(/services\/three\.ts imports .*services\/two\.ts/)])
  })

  test('a cycle is found', () => {
    const { problems } = structureOf({
      'lib/domain/a.ts': "import { b } from './b'\nexport const a = () => b\n",
      'lib/domain/b.ts': "import { a } from './a'\nexport const b = () => a\n",
    })
    expect(problems.join()).toContain('no-circular')
  })

  test('a cycle of types is found', () => {
    const { problems } = structureOf({
      'lib/domain/a.ts': "import type { B } from './b'\nexport type A = { readonly b?: B }\n",
      'lib/domain/b.ts': "import type { A } from './a'\nexport type B = { readonly a?: A }\n",
    })
    expect(problems.join()).toContain('no-circular')
  })
})

describe('lint', () => {
  test.each([
    ['no-floating-promises', 'lib/a.ts', 'export function f() {\n  Promise.resolve()\n}\n'],
    [
      'no-misused-promises',
      'lib/a.ts',
      'export const f = () => [1].forEach(async () => Promise.resolve())\n',
    ],
    ['no-explicit-any', 'lib/a.ts', 'export const a = (b: any): unknown => b\n'],
    [
      'switch-exhaustiveness-check',
      'lib/a.ts',
      "export function f(a: 'x' | 'y') {\n  switch (a) {\n    case 'x':\n      return 1\n  }\n}\n",
    ],
    ['no-console', 'lib/a.ts', "console.log('here')\n"],
    ['ban-ts-comment', 'lib/a.ts', '// @ts-ignore\nexport const a: string = 1\n'],
    ['no-empty', 'lib/a.ts', 'try {\n  f()\n} catch {}\nexport function f() {}\n'],
    [
      'max-lines',
      'lib/a.ts',
      Array.from({ length: 401 }, (_, at) => `export const a${at} = ${at}\n`).join(''),
    ],
    ['no-focused-tests', 'lib/a.test.ts', "import { test } from 'vitest'\ntest.only('a', () => {})\n"],
    ['no-cycle', 'lib/a.ts', "import { b } from './b'\nexport const a = () => b\n"],
  ])('%s is found', (rule, file, text) => {
    const other = "import { a } from './a'\nexport const b = () => a\n"
    const root = plant({ [file]: text, 'lib/b.ts': other })
    const { stdout, status } = spawnSync(bin('oxlint'), ['--type-aware', '-f', 'unix'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}` },
    })
    expect(stdout).toContain(rule)
    expect(status).not.toBe(0)
  })
})

describe('function size', () => {
  const body = (count: number) => Array.from({ length: count }, (_, at) => `  f(${at})\n`).join('')

  test.each([
    { statements: 58, found: 0 },
    { statements: 59, found: 1 },
  ])('a function of $statements statements between its braces: $found found', ({ statements, found }) => {
    expect(longFunctions(`// a comment\nexport function long() {\n${body(statements)}}\n`)).toHaveLength(
      found,
    )
  })

  test('comments, blank lines and functions inside do not count', () => {
    const inner = `  const inner = () => {\n${body(50)}  }\n`
    expect(
      longFunctions(`function factory() {\n${inner}${inner.replace('inner', 'other')}\n  // why\n}\n`),
    ).toEqual([])
  })

  test('the long function inside a factory is named, with its line', () => {
    const source = `const früh = 1\nfunction factory() {\n  const inner = () => {\n${body(70)}  }\n}\n`
    expect(longFunctions(source)).toEqual([{ name: 'inner', line: 3, lines: 72 }])
  })
})
