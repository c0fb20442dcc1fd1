import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'luaparse'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { luaSource } from './lua-source'

const defined = vi.hoisted((): string[] => [])
vi.mock(import('./scripts'), async (importOriginal) => {
  const original = await importOriginal()
  return {
    ...original,
    defineScript: (definition) => {
      defined.push(definition.lua)
      return original.defineScript(definition)
    },
  }
})

const FOLDER = import.meta.dirname
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
const luaFiles = files.filter((name) => name.endsWith('.lua'))

/** What Redis gives to scripts, and what they use of Lua's own. */
const GIVEN = new Set(
  'redis cjson KEYS ARGV ipairs pairs next tonumber tostring unpack string math table'.split(' '),
)

/** What the parser adds when it is asked for scopes. */
const scoped = z.object({ globals: z.array(z.object({ name: z.string() })) })

/** The scripts of this folder, as Redis gets them. */
async function scripts(): Promise<readonly string[]> {
  const modules = files.filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
  for (const name of modules) await import(join(FOLDER, name))
  return defined
}

test('every script is Lua 5.1 and uses no variable that it does not define', async () => {
  const all = await scripts()
  expect(all.length).toBeGreaterThan(40)
  for (const text of all) {
    const { globals } = scoped.parse(parse(text, { luaVersion: '5.1', scope: true }))
    const unknown = globals.map(({ name }) => name).filter((name) => !GIVEN.has(name))
    expect(unknown, text).toEqual([])
  }
})

test('every Lua file is part of a script', async () => {
  const all = await scripts()
  const unused = luaFiles.filter((name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8')
    return !all.some((script) => script.includes(text))
  })
  expect(unused).toEqual([])
})

test('constants become local variables before the first file', () => {
  const text = luaSource({ TTL_MS: 5_000, NAME: 'here', NAMES: ['a', 'b'] }, 'fleet-time.lua')
  expect(text).toMatch(
    /^local TTL_MS = 5000\nlocal NAME = 'here'\nlocal NAMES = \{ 'a', 'b' \}\nlocal time = /,
  )
})
