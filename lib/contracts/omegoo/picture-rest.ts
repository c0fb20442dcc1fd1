import { z } from 'zod'
import { COMPARED } from '@/lib/domain/overview-figures'
import { COMPARED_OF_DAY } from '@/lib/domain/unusual-day'
import { CONNECTION_STATES, DEVICE_KINDS } from '@/lib/domain/live-connection'
import { LINE_BANDS } from '@/lib/domain/media/media-counts'
import { envelope, isoDay, isoTime, type RestRow } from '../kit'
import { activityQuery as query, figureWindow } from './figure-query'
import { wholeInQuery } from './fields'
import { chatType } from './shared'

const count = z.number().int()
/** Per cent, one decimal; null: there was nothing to take it of. */
const percent = z.number().nullable()
const millis = z.number()
const byKind = z.object({ text: count, audio: count, video: count })

const hour = z.object({
  start: isoTime,
  /** Mean of people here, and the most at once. */
  online: z.number(),
  peakOnline: count,
  /** Sessions that began. */
  sessions: byKind,
  messages: count,
  waits: z.object({ p50: millis, p95: millis, count }),
  failedCalls: count,
  errors: count,
  limits: count,
})

const matching = z.object({
  joined: count,
  joinedWithInterests: count,
  /** People who met somebody. */
  met: count,
  gaveUp: count,
  /** Of those who met somebody or gave up, who gave up. */
  abandonment: percent,
  /** Of those who met somebody; within 12 %. */
  waits: z.object({ mean: millis, p50: millis, p95: millis, p99: millis }),
  gaveUpAfter: z.object({ mean: millis, p50: millis }),
  sessions: count,
  /** Sessions whose two share an interest. */
  shared: count,
})

const percentiles = z.object({ p50: z.number(), p95: z.number(), p99: z.number() })
const media = z.object({
  sessions: count,
  ended: count,
  /** Ended because sound or picture was lost for too long. */
  failed: count,
  failedPercent: percent,
  /** From the match to the first media, ms. */
  setup: percentiles.extend({ count }),
  unconnectedPercent: percent,
  relayPercent: percent,
  /** Means of each side: per cent, ms, kbps. */
  loss: percentiles,
  jitter: percentiles,
  kbps: z.object({ p5: z.number(), p50: z.number() }),
  reconnectPercent: percent,
  /** Most first; `cumulative` is the share of a cause and of those before it. */
  causes: z.array(z.object({ cause: z.string(), count, share: z.number(), cumulative: z.number() })),
  /** By the worse line of a session, and what came of it. */
  lines: z.array(
    z.object({
      band: z.enum(LINE_BANDS),
      sessions: count,
      skippedPercent: percent,
      reportedPercent: percent,
    }),
  ),
  devices: z.array(z.object({ device: z.string(), count })),
})

const liveSide = z.object({
  dialect: z.string(),
  isAway: z.boolean(),
  messages: count,
  /** Means so far: per cent, ms, kbps; null: no sound, or nothing was reported yet. */
  quality: z
    .object({
      packetLoss: z.number(),
      jitter: z.number(),
      bitrate: z.number(),
      connectTime: z.number().nullable(),
      reconnects: count,
      reports: count,
    })
    .nullable(),
  isRelayed: z.boolean().nullable(),
})
const windows = {
  window: figureWindow,
  previous: figureWindow,
  /** Some of it is made up, for demonstration. */
  demo: z.boolean(),
}
const policy = z.object({
  /** Between the choice of a pair and its session, ms. */
  delayMs: z.number().int(),
  /** How long a person with interests waits for a shared one, ms. */
  patienceMs: z.number().int(),
})

const access = 'admin.dashboard'
const source = 'DECISIONS 200, 203'

/** The whole picture beyond the last hour. Callers without the permission get 2004 before anything of the request is read. */
export const pictureRest = {
  hourFigures: {
    method: 'GET',
    path: '/api/admin/hours',
    response: envelope(
      z.object({
        /** Of the last week in which something was counted, oldest first. */
        hours: z.array(hour),
        /** The last whole hour, which is compared. */
        hour: isoTime,
        /** What of it is not as it usually is at that hour of the day. */
        unusual: z.array(
          z.object({
            what: z.enum(COMPARED),
            value: z.number(),
            usual: z.number(),
            low: z.number(),
            high: z.number(),
            direction: z.enum(['more', 'less']),
          }),
        ),
      }),
    ),
    access,
    limits: ['requests'],
    summary: 'The last week by hour, and what of the last hour is unusual',
    source,
  },
  yesterday: {
    method: 'GET',
    path: '/api/admin/yesterday',
    response: envelope(
      z.object({
        /** The last whole day of UTC. */
        day: isoDay,
        /** What it is compared with: the same weekday of eight weeks, or all of the 21 days before; and how many they are. */
        against: z.enum(['weekdays', 'days']),
        earlier: count,
        /** Of what the caller may see; what was not measured is left out. None: nothing has been counted yet. */
        numbers: z.array(
          z.object({
            what: z.enum(COMPARED_OF_DAY),
            value: z.number(),
            /** Null: too few earlier days have such a number. */
            deviation: z
              .object({
                usual: z.number(),
                low: z.number(),
                high: z.number(),
                /** Null: it is as usual. */
                direction: z.enum(['more', 'less']).nullable(),
              })
              .nullable(),
          }),
        ),
        demo: windows.demo,
      }),
    ),
    access,
    limits: ['requests'],
    summary: 'The last whole day (UTC) beside what is usual, and what of it is unusual',
    source: 'DECISIONS 240',
  },
  liveSessions: {
    method: 'GET',
    path: '/api/admin/live',
    query: z.object({
      chatType: chatType.optional(),
      limit: wholeInQuery(1, 100).default(50),
      /** Where to begin: 0, or `next` of the page before. */
      from: wholeInQuery(0, 1_000_000).default(0),
    }),
    response: envelope(
      z.object({
        sessions: z.array(
          z.object({ chatType, startedAt: isoTime, activeAt: isoTime, sides: z.tuple([liveSide, liveSide]) }),
        ),
        /** Null: that was all. */
        next: count.nullable(),
        /** Of all kinds. */
        total: count,
      }),
    ),
    access,
    limits: ['requests'],
    summary: 'Sessions that go on: how they are, never who is in them or what is said',
    source,
  },
  liveConnections: {
    method: 'GET',
    path: '/api/admin/connections',
    query: z.object({
      limit: wholeInQuery(1, 100).default(50),
      /** Where to begin: 0, or `next` of the page before. */
      from: wholeInQuery(0, 1_000_000).default(0),
    }),
    response: envelope(
      z.object({
        connections: z.array(
          z.object({
            /** Names of the contracts that it speaks. */
            contracts: z.array(z.string()),
            /** A namespace, or the path of a raw WebSocket. */
            namespace: z.string(),
            since: isoTime,
            device: z.enum(DEVICE_KINDS),
            /** What its person does: is in a session, waits for one, or neither. */
            state: z.enum(CONNECTION_STATES),
          }),
        ),
        /** Null: that was all. */
        next: count.nullable(),
        /** Of the caller's tenant. */
        total: count,
      }),
    ),
    access,
    limits: ['requests'],
    summary: 'Open connections of the tenant: how they are, never whose, from where or what is said',
    source: 'DECISIONS 213',
  },
  matchingFigures: {
    method: 'GET',
    path: '/api/admin/matching',
    query,
    response: envelope(
      z.object({
        ...windows,
        total: matching,
        before: matching,
        kinds: z.array(matching.extend({ chatType })),
        days: z.array(matching.extend({ day: isoDay })),
        /** By hour of the day (UTC), of the days whose hours are kept (35). */
        hours: z.array(matching.extend({ hour: count })),
        observedHours: count,
        /** Most named first, at most 50; what fewer than five people name on a day is never kept. */
        interests: z.array(z.object({ interest: z.string(), joined: count, met: count })),
      }),
    ),
    access,
    limits: ['requests'],
    summary:
      'Waits, who gave up, and interests that find somebody; narrowed by platform or by country, not by both',
    source,
  },
  matchingPolicy: {
    method: 'GET',
    path: '/api/admin/matching/policy',
    response: envelope(policy),
    access,
    limits: ['requests'],
    summary: 'How people are matched',
    source,
  },
  setMatchingPolicy: {
    method: 'PUT',
    path: '/api/admin/matching/policy',
    body: policy,
    response: envelope(policy),
    access: 'admin.settings',
    limits: ['requests'],
    summary: 'Sets how people are matched who join from now on; leaves an entry in the audit log',
    source,
  },
  mediaFigures: {
    method: 'GET',
    path: '/api/admin/media',
    query,
    response: envelope(
      z.object({
        ...windows,
        total: media,
        before: media,
        kinds: z.array(media.extend({ chatType })),
        days: z.array(media.extend({ day: isoDay })),
      }),
    ),
    access,
    limits: ['requests'],
    summary:
      'Set-up, failures, quality and paths of voice and video; narrowed by platform or by country, not by both',
    source,
  },
} as const satisfies Record<string, RestRow>
