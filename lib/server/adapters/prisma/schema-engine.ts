import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'

type EngineModule = typeof import('@prisma/schema-engine-wasm') & { __wbg_set_wasm(exports: unknown): void }

/**
 * The package's bindings stand on one instance in a process: another one would take the ground from under what the first has
 * still to finish. This file may be read more than once in a process, by tests or by another module graph.
 */
const ENGINE = Symbol.for('omegoo.schema-engine')
const engines = globalThis as { [ENGINE]?: Promise<EngineModule> }

/**
 * Prisma's schema engine, the official one as WebAssembly, talking to the database through a driver adapter.
 *
 * @param datamodel - the text of schema.prisma; needed for differences, not for applying migrations.
 */
export async function startSchemaEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  datamodel?: string,
): Promise<SchemaEngine> {
  const { SchemaEngine } = await (engines[ENGINE] ??= loadEngine())
  const datamodels: [string, string][] | undefined = datamodel ? [['schema.prisma', datamodel]] : undefined
  return SchemaEngine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory))
}

/** The package's own entry imports the binary as a module, which Node still calls experimental on stderr. */
async function loadEngine(): Promise<EngineModule> {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const [bindings, binary] = await Promise.all([
    import('@prisma/schema-engine-wasm/schema_engine_bg') as Promise<EngineModule>,
    readFile(join(folder, 'schema_engine_bg.wasm')),
  ])
  const imports = { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports }
  const { instance } = await WebAssembly.instantiate(binary, imports)
  bindings.__wbg_set_wasm(instance.exports)
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: tellPanic } })
  const { __wbindgen_start: start } = instance.exports
  if (typeof start === 'function') start()
  return bindings
}

/** The engine calls this before it stops for good; throwing here is how its last words become the caller's error. */
function tellPanic(message: string): never {
  throw new Error(`Prisma's schema engine failed: ${message}`)
}
