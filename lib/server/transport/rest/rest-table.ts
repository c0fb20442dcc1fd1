import type { RestRow } from '@/lib/contracts/kit'
import type { Gateway } from '@/lib/server/gateways/kit'

export interface RestRoute {
  readonly row: RestRow
  readonly handle: (input: never, context: never) => unknown
}

export interface RestMatch {
  /** Undefined: the path is known, but not with this method. */
  readonly route: RestRoute | undefined
  readonly params: Readonly<Record<string, string>>
  readonly methods: readonly string[]
}

interface PathEntry {
  readonly segments: readonly string[]
  readonly byMethod: Map<string, RestRoute>
}

/** The endpoints of all contracts, by path. A literal segment wins over a parameter. */
export function createRestTable(gateways: readonly Gateway[]) {
  const entries = new Map<string, PathEntry>()
  for (const { contract, rest } of gateways) {
    for (const [name, row] of Object.entries(contract.rest)) {
      const handle = rest[name]
      if (!handle) throw new Error(`${contract.name}: ${row.method} ${row.path} has no handler`)
      const entry = entries.get(row.path) ?? { segments: row.path.split('/'), byMethod: new Map() }
      entry.byMethod.set(row.method, { row, handle })
      entries.set(row.path, entry)
    }
  }
  const withParameters = [...entries.values()].filter(({ segments }) =>
    segments.some((one) => one.startsWith(':')),
  )

  const entryAt = (path: string) => {
    const clean = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
    return entries.get(clean) ?? withParameters.find(({ segments }) => fits(segments, clean.split('/')))
  }

  return {
    /** What the port has to know of a path before anybody reads the request. */
    paths: {
      methodsOf: (path: string) => {
        const entry = entryAt(path)
        return entry && [...entry.byMethod.keys()]
      },
      maxBytesOf: (path: string) => {
        const sizes = [...(entryAt(path)?.byMethod.values() ?? [])].map(({ row }) => row.maxBytes ?? 0)
        return Math.max(0, ...sizes) || undefined
      },
    },
    find(method: string, path: string): RestMatch | undefined {
      const clean = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
      const parts = clean.split('/')
      const entry = entries.get(clean) ?? withParameters.find(({ segments }) => fits(segments, parts))
      if (!entry) return undefined
      const { segments, byMethod } = entry
      return { route: byMethod.get(method), params: paramsOf(segments, parts), methods: [...byMethod.keys()] }
    },
  }
}

function fits(segments: readonly string[], parts: readonly string[]): boolean {
  return (
    segments.length === parts.length && segments.every((one, at) => one.startsWith(':') || one === parts[at])
  )
}

function paramsOf(segments: readonly string[], parts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    segments.flatMap((one, at) =>
      one.startsWith(':') ? [[one.slice(1), decode(parts[at] ?? '')] as const] : [],
    ),
  )
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part // not a valid escape: taken as written, which names nothing
  }
}
