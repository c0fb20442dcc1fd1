import createRouter from 'find-my-way'
import { isBytesBody, isFileAnswer } from '@/lib/contracts/bytes'
import type { RestRow } from '@/lib/contracts/kit'
import type { Gateway } from '@/lib/server/gateways/kit'

export interface RestRoute {
  readonly row: RestRow
  readonly handle: (input: never, context: never) => unknown
}

export interface RestMatch {
  /** Undefined: the path is known, but not with this method. */
  readonly route: RestRoute | undefined
  readonly params: Readonly<Record<string, string | undefined>>
  readonly methods: readonly string[]
}

type ByMethod = Map<string, RestRoute>

/** The endpoints of all contracts, by path. A literal segment wins over a parameter. */
export function createRestTable(gateways: readonly Gateway[]) {
  const entryAt = createPathLookup(entriesOf(gateways))

  return {
    /** What the port has to know of a path before the request is read. */
    paths: {
      methodsOf: (path: string) => {
        const entry = entryAt(path)
        return entry && [...entry.byMethod.keys()]
      },
      maxBytesOf: (path: string) => {
        const sizes = [...(entryAt(path)?.byMethod.values() ?? [])].map(({ row }) => maxBytesOf(row) ?? 0)
        return Math.max(0, ...sizes) || undefined
      },
      takesTime: (path: string) =>
        [...(entryAt(path)?.byMethod.values() ?? [])].some(
          ({ row: { body } }) => body !== undefined && isBytesBody(body) && body.isStreamed,
        ),
      answersFile: (path: string) =>
        [...(entryAt(path)?.byMethod.values() ?? [])].some(({ row }) => isFileAnswer(row.response)),
    },
    find(method: string, path: string): RestMatch | undefined {
      const entry = entryAt(path)
      if (!entry) return undefined
      const { byMethod, params } = entry
      return { route: byMethod.get(method), params, methods: [...byMethod.keys()] }
    },
  }
}

const maxBytesOf = ({ body, maxBytes }: RestRow) => (body && isBytesBody(body) ? body.maxBytes : maxBytes)

/** @throws when a row has no handler */
function entriesOf(gateways: readonly Gateway[]): ReadonlyMap<string, ByMethod> {
  const entries = new Map<string, ByMethod>()
  for (const { contract, rest } of gateways) {
    for (const [name, row] of Object.entries(contract.rest)) {
      const handle = rest[name]
      if (!handle) throw new Error(`${contract.name}: ${row.method} ${row.path} has no handler`)
      const byMethod: ByMethod = entries.get(row.path) ?? new Map()
      entries.set(row.path, byMethod.set(row.method, { row, handle }))
    }
  }
  return entries
}

/** One look-up finds a path with all its methods: with the router's own methods it would be one for each. */
function createPathLookup(entries: ReadonlyMap<string, ByMethod>) {
  const router = createRouter({ ignoreTrailingSlash: true, maxParamLength: Number.MAX_SAFE_INTEGER })
  for (const [path, byMethod] of entries) router.on('GET', path, unused, byMethod)

  return (path: string): { byMethod: ByMethod; params: RestMatch['params'] } | undefined => {
    const found = router.find('GET', path)
    return found ? { byMethod: found.store as ByMethod, params: found.params } : undefined
  }
}

/** Handlers are called by their row, not by the router. */
const unused = () => undefined
