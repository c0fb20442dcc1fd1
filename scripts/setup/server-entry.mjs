// The built server's first file: a build copies it beside its `main.mjs`. What it switches on has to be on before
// anything else is compiled.
import { enableCompileCache, flushCompileCache, setSourceMapsSupport } from 'node:module'
import { join } from 'node:path'

// Stacks name our own sources. The flag --enable-source-maps would read every library's map as well, at every start.
setSourceMapsSupport(true, { nodeModules: false })

// Compiled once a build, not once a start. Where it cannot be written, it is done without.
enableCompileCache(join(import.meta.dirname, 'compiled'))

await import(new URL('main.mjs', import.meta.url).href)
// Node writes it when the process ends, which a killed one does not.
flushCompileCache()
