import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where the product's own sources are. */
export const SOURCES = ['server.ts', 'proxy.ts', 'lib', 'app', 'components']

function* within(root, folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`
    if (entry.isDirectory() && entry.name !== 'generated') yield* within(root, file)
    else if (/(?<!\.d)\.tsx?$/.test(entry.name)) yield file
  }
}

/** The TypeScript sources of the product, relative to `root`, without generated code and declarations. */
export function* sourceFiles(root) {
  for (const source of SOURCES.filter((name) => existsSync(join(root, name)))) {
    if (source.endsWith('.ts')) yield source
    else yield* within(root, source)
  }
}
