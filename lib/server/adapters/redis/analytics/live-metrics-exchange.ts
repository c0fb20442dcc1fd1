import { z } from 'zod'
import { type FigurePoint, POINTS_KEPT } from '@/lib/domain/live-figures'
import { DEFAULT_TENANT, type Millis, type TenantId } from '@/lib/domain/ids'
import { CHAT_TYPES } from '@/lib/domain/sessions'
import type {
  Contribution,
  Exchanged,
  LiveMetricsExchange,
} from '@/lib/server/ports/analytics/live-metrics-exchange'
import { type Keys, TTL_MS } from '../keys'
import { luaSource } from '../lua-source'
import { json } from '../replies'
import { defineScript, type RunScript } from '../scripts'

/** A process that publishes the figures and does not renew this is followed by another. */
const PUBLISHER_LEASE_MS = 3_000

interface Settings {
  readonly run: RunScript
  readonly keys: Keys
  /** A name that no other process has. */
  readonly process: string
  readonly publisherLeaseMs?: number
}

/** `tenants`: each at the time when somebody of it was here last. `counts`: name → number. `about`: `since`, and `peak:` for each kind. `teller`: a process. `points`: each at its time. */
const namesOf = (figures: string) =>
  ['counts', 'about', 'teller', 'points'].map((name) => `${figures}:${name}`)

const pairs = z
  .array(z.string())
  .transform((flat) =>
    Object.fromEntries(
      Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index], Number(flat[2 * index + 1])]),
    ),
  )

const peaks = z
  .tuple([z.coerce.number(), z.coerce.number(), z.coerce.number()])
  .transform(([text, audio, video]) => ({ text, audio, video }))

type Exchange = Contribution & { figures: string; process: string; leaseMs: number }

/** Of another tenant than the first, in names of its own. */
const figuresOf = (figures: string, tenant: TenantId) =>
  tenant === DEFAULT_TENANT ? figures : `${figures}:t:${encodeURIComponent(tenant)}`

const EXCHANGE = defineScript<Exchange, Exchanged>({
  lua: luaSource({ TTL_MS: TTL_MS.figures, KINDS: CHAT_TYPES }, 'analytics/live-metrics-exchange.lua'),
  input: ({ figures, process, at, added, peakQueues, pointsAfter, leaseMs }) => ({
    keys: namesOf(figures),
    args: [
      process,
      at,
      pointsAfter,
      leaseMs,
      ...CHAT_TYPES.map((chatType) => peakQueues[chatType]),
      ...Object.entries(added).flat(),
    ],
  }),
  reply: z
    .tuple([z.string(), pairs, peaks, z.number(), z.array(json(z.custom<FigurePoint>()))])
    .transform(([since, counters, peakQueues, mine, points]) => ({
      since: Number(since),
      counters,
      peakQueues,
      isPublisher: mine === 1,
      points,
    })),
})

const KEEP = defineScript<{ figures: string; points: readonly FigurePoint[] }, null>({
  lua: luaSource({ TTL_MS: TTL_MS.figures, POINTS_KEPT }, 'analytics/keep-points.lua'),
  input: ({ figures, points }) => ({
    keys: namesOf(figures),
    args: points.flatMap((point) => [point.at, JSON.stringify(point)]),
  }),
  reply: z.null(),
})

const PRESENT = defineScript<
  { figures: string; tenants: readonly TenantId[]; at: Millis; since: Millis },
  readonly TenantId[]
>({
  lua: luaSource({ TTL_MS: TTL_MS.figures }, 'analytics/present-tenants.lua'),
  input: ({ figures, tenants, at, since }) => ({
    keys: [figures],
    args: [at, since, ...tenants.map(encodeURIComponent)],
  }),
  reply: z.array(z.string().transform(decodeURIComponent)),
})

/**
 * The figures of all processes, added up in Redis: a process adds what has come to its own, and reads the sum. A process
 * that dies takes what it counted in its last second with it, and nothing else.
 */
export function createRedisLiveMetricsExchange(settings: Settings): LiveMetricsExchange {
  const { run, keys, process, publisherLeaseMs: leaseMs = PUBLISHER_LEASE_MS } = settings
  const { figures } = keys
  return {
    exchange: (tenant, own) =>
      run(EXCHANGE, { ...own, figures: figuresOf(figures, tenant), process, leaseMs }),
    async keep(tenant, points) {
      if (points.length > 0) await run(KEEP, { figures: figuresOf(figures, tenant), points })
    },
    present: (tenants, at, since) => run(PRESENT, { figures, tenants, at, since }),
  }
}
