import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Where the Lua files are: this folder. A build keeps them under the same names beside the bundle, which is all one file
 * (`scripts/setup/build.mjs`).
 */
const FOLDER = import.meta.dirname

type Constant = number | string | readonly string[]

/**
 * The text of a script: its constants as local variables, then files of this folder, one after the other. What the first
 * files define, the last one uses.
 *
 * @param constants - their values come from the domain and the adapters, so that each is written once
 */
export function luaSource(
  constants: Readonly<Record<string, Constant>>,
  ...files: readonly string[]
): string {
  const locals = Object.entries(constants).map(([name, value]) => `local ${name} = ${literal(value)}`)
  return [...locals, ...files.map((file) => readFileSync(join(FOLDER, file), 'utf8'))].join('\n')
}

function literal(value: Constant): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return `'${value}'`
  return `{ ${value.map(literal).join(', ')} }`
}
