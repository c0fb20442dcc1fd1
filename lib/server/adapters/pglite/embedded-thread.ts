import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** Where the data is: a folder, or in memory as a snapshot has it; neither: in memory, empty. */
export interface DatabaseOrigin {
  readonly dataDir?: string
  readonly snapshot?: Uint8Array
  /** Where there will be more than one in this process; else the thread compiles them itself. */
  readonly programs?: Programs
}

/** PGlite's programs, compiled. Threads that share them also share what the engine makes faster while they run. */
export interface Programs {
  readonly pgliteWasmModule: WebAssembly.Module
  readonly initdbWasmModule: WebAssembly.Module
}

export type Request =
  | { readonly kind: 'execute'; readonly messages: Uint8Array }
  | { readonly kind: 'dump' | 'close' }

type Reply = { readonly bytes: Uint8Array } | { readonly failure: string }

interface Asked {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/** PGlite in a thread of its own, so that no query keeps the event loop from its clients. */
export interface DatabaseThread {
  /** @param messages - PostgreSQL's protocol; @returns the answers. One at a time, in order. */
  execute(messages: Uint8Array): Promise<Uint8Array>
  /** The whole database as a tar archive. */
  dump(): Promise<Uint8Array>
  close(): Promise<void>
  readonly closed: boolean
}

/** @throws Error when the database cannot be opened */
export async function startDatabaseThread(
  origin: DatabaseOrigin,
): Promise<DatabaseThread & { readonly worker: Worker }> {
  const worker = new Worker(join(import.meta.dirname, 'database-thread.mjs'), {
    workerData: origin,
    // Flags of the server, such as a loader, are not for this thread.
    execArgv: [],
    name: 'database',
  })
  /** Requests are answered in their order; the first answer means that the database is open. */
  const asked: Asked[] = []
  let isOpen = false
  let isClosed = false
  const answered = () => new Promise<Uint8Array>((resolve, reject) => asked.push({ resolve, reject }))
  function fail(error: Error): void {
    isClosed = true
    for (const { reject } of asked.splice(0)) reject(error)
  }
  worker.on('message', (reply: Reply) => {
    const next = asked.shift()
    if ('bytes' in reply) next?.resolve(reply.bytes)
    else next?.reject(new Error(reply.failure))
  })
  /** Nothing that is asked will be answered any more: this process ends, and whoever runs it starts it anew. */
  function end(cause: unknown): void {
    if (isClosed || !isOpen) return fail(ended(cause))
    fail(ended(cause))
    setImmediate(() => {
      throw ended(cause)
    })
  }
  worker.on('error', end)
  worker.on('exit', (code) => end(`exit code ${code}`))

  function ask(request: Request): Promise<Uint8Array> {
    if (isClosed) return Promise.reject(ended('it is closed'))
    worker.postMessage(request)
    return answered()
  }

  await answered()
  isOpen = true
  return {
    worker,
    execute: (messages) => ask({ kind: 'execute', messages }),
    dump: () => ask({ kind: 'dump' }),
    async close() {
      if (isClosed) return
      const done = ask({ kind: 'close' })
      isClosed = true
      await done
      await worker.terminate()
    },
    get closed() {
      return isClosed
    },
  }
}

/** To those who ask, a database that is away (Prisma's word for a connection that was closed). */
function ended(cause: unknown): Error {
  return Object.assign(new Error(`The embedded database has ended (${String(cause)})`), { code: 'P1017' })
}
