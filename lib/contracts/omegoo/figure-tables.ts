import type { z } from 'zod'
import { OTHER, UNKNOWN } from '@/lib/domain/acquisition'
import { sharePercent } from '@/lib/domain/days'
import { countryName } from '@/lib/domain/geo-location'
import type { acquisitionRest } from './acquisition-rest'
import type { engagementRest } from './engagement-rest'

type Cell = string | number | null
type Rows = readonly (readonly Cell[])[]

type SignupReport = z.output<typeof acquisitionRest.acquisition.response>['data']
export type SignupMap = z.output<typeof acquisitionRest.acquisitionMap.response>['map']
export type SignupSources = z.output<typeof acquisitionRest.acquisitionSources.response>['sources']
export type EngagementReport = z.output<typeof engagementRest.engagement.response>['data']

/**
 * A table of figures as the screen shows it and as the file holds it. Administration is in English, so its words stand here,
 * once for both. Null: there is nothing to say, such as a change from nothing.
 */
export interface FigureTable {
  readonly columns: readonly string[]
  readonly rows: Rows
  /** Columns that count people, by position. */
  readonly people: readonly number[]
  /** What follows from those counts, beside the figures of a row for itself. */
  readonly follows?: Follows
}

/** From what a count could be worked out that is not said. Columns are positions. */
export interface Follows {
  /** Each row's `total` is the sum of its `parts`. */
  readonly sum?: { readonly total: number; readonly parts: readonly number[] }
  /** The last row is the sum of those above. */
  readonly hasTotal?: boolean
  /** Per cents of what the rows of the same text in `group` come to, or all rows; also those that add up from row to row. */
  readonly share?: { readonly columns: readonly number[]; readonly of: number; readonly group?: number }
  /** A per cent of the row above. */
  readonly step?: { readonly column: number; readonly of: number }
  /** How many people each per cent stands for, by row, from the column `from` on. */
  readonly behind?: { readonly from: number; readonly counts: readonly (readonly number[])[] }
}

/** Every table that can be had as a file. */
export const FIGURE_TABLES = [
  'registered-by-day',
  'registered',
  'countries',
  'regions',
  'sources',
  'activity-by-day',
  'active-by-week',
  'active-by-month',
  'funnel',
  'sessions-by-kind',
  'conversations-by-day',
  'broadcasts-by-day',
  'cohorts',
] as const
export type FigureTableName = (typeof FIGURE_TABLES)[number]

const NOT_KNOWN = 'Not known'
const BEFORE = 'Before'
/** Null in this column: there was nothing before. */
export const CHANGE = 'Change (%)'
const SHARE = 'Share (%)'
const REGISTERED = 'Registered'
const DIMENSIONS = {
  source: 'Source',
  medium: 'Medium',
  campaign: 'Campaign',
  platform: 'Platform',
  gender: 'Gender',
  country: 'Country',
} as const
const KINDS = { text: 'Text', audio: 'Voice', video: 'Video' } as const
const CONVERSATIONS = {
  channel: 'Channels',
  direct: 'Direct messages',
  visit: 'Visits',
  topic: 'Topics',
  call: 'Beside calls',
} as const
const STEPS = {
  landing: 'Opened the front page',
  gate: REGISTERED,
  looking: 'Looked for somebody',
  matched: 'Met somebody',
  talked: 'Talked for a minute',
  cameBack: 'Came back within 7 days',
} as const
const BANDS = ['up to 10 s', '10 to 30 s', '30 s to 2 min', '2 to 10 min', 'longer'] as const

/** What a key is called; what links and people wrote is shown as it is counted. */
function nameOfKey(by: keyof typeof DIMENSIONS, key: string | null): string {
  if (key === null || key === UNKNOWN) return NOT_KNOWN
  if (key === OTHER) return 'Other'
  if (by === 'platform') return key === 'pwa' ? 'Installed app' : key === 'browser' ? 'Browser' : key
  return by === 'country' && /^[A-Z]{2}$/.test(key) ? countryName(key) : key
}

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)

/** Registrations by day, each key in a column. */
export function registeredByDay({ by, keys, days }: SignupReport, compare: boolean): FigureTable {
  const columns = [
    'Day (UTC)',
    ...keys.map(({ key }) => nameOfKey(by, key)),
    'All',
    ...(compare ? ['Day before', 'The days before'] : []),
  ]
  const people = columns.flatMap((_, index) => (index > 0 && index !== keys.length + 2 ? [index] : []))
  const rows = days.map(({ day, counts, previousDay, previousCounts }) => [
    day,
    ...counts,
    sum(counts),
    ...(compare ? [previousDay, sum(previousCounts)] : []),
  ])
  const follows = { sum: { total: keys.length + 1, parts: keys.map((_, index) => index + 1) } }
  return { columns, rows, people, follows }
}

/** Registrations by key, with all of them in the last row. */
export function registered(report: SignupReport, compare: boolean): FigureTable {
  const { by, keys, total, previousTotal, change } = report
  const row = (name: string, count: number, share: number, before: number, moved: number | null) => [
    name,
    count,
    share,
    ...(compare ? [before, moved] : []),
  ]
  return {
    columns: [DIMENSIONS[by], REGISTERED, SHARE, ...(compare ? [BEFORE, CHANGE] : [])],
    rows: [
      ...keys.map((one) => row(nameOfKey(by, one.key), one.total, one.share, one.previousTotal, one.change)),
      row('All', total, total === 0 ? 0 : 100, previousTotal, change),
    ],
    people: [1, 3],
    follows: { hasTotal: true, share: { columns: [2], of: 1 } },
  }
}

export function countries({ countries: rows, unknown, totalSignups }: SignupMap): FigureTable {
  return {
    columns: ['Country', 'Code', REGISTERED, SHARE],
    rows: [
      ...rows.map(({ name, countryCode, signups, share }) => [name, countryCode, signups, share]),
      ...(unknown > 0 ? [[NOT_KNOWN, null, unknown, sharePercent(unknown, totalSignups)]] : []),
    ],
    people: [2],
    follows: { share: { columns: [3], of: 2 } },
  }
}

/** @param country - of this one alone, by its code; undefined: of all, with the country's name */
export function regions({ countries: all }: SignupMap, country?: string): FigureTable {
  const isOne = country !== undefined
  const shown = all.filter(({ countryCode }) => !isOne || countryCode === country)
  return {
    columns: [...(isOne ? [] : ['Country']), 'Region', 'Code', REGISTERED, SHARE],
    rows: shown.flatMap(({ name: of, signups: ofCountry, regions: rows }) => {
      const unknown = ofCountry - sum(rows.map(({ signups }) => signups))
      const row = (...cells: readonly Cell[]) => [...(isOne ? [] : [of]), ...cells]
      return [
        ...rows.map(({ name, subdivisionCode, signups, share }) =>
          row(name, subdivisionCode, signups, share),
        ),
        ...(unknown > 0 ? [row(NOT_KNOWN, null, unknown, sharePercent(unknown, ofCountry))] : []),
      ]
    }),
    people: [isOne ? 2 : 3],
    follows: { share: isOne ? { columns: [3], of: 2 } : { columns: [4], of: 3, group: 0 } },
  }
}

export function sources({ sources: rows }: SignupSources, compare: boolean): FigureTable {
  return {
    columns: ['Source', 'Medium', 'Campaign', REGISTERED, SHARE, ...(compare ? [BEFORE, CHANGE] : [])],
    rows: rows.map(({ source, medium, campaign, signups, share, previousSignups, trendDelta }) => [
      source === OTHER ? 'Other' : source,
      medium,
      campaign,
      signups,
      share,
      ...(compare ? [previousSignups, trendDelta] : []),
    ]),
    people: [3, 5],
    follows: { share: { columns: [4], of: 3 } },
  }
}

const minutes = (ms: number) => Math.round(ms / 6_000) / 10

export function activityByDay({ days, previousDays }: EngagementReport, compare: boolean): FigureTable {
  return {
    columns: [
      'Day (UTC)',
      'Active people',
      'Sessions',
      'Messages',
      'Minutes together',
      ...(compare ? ['Day before', 'Active before', 'Sessions before'] : []),
    ],
    rows: days.map(({ day, active, sessions, messages, durationMs }, index) => {
      const before = previousDays[index]
      return [
        day,
        active,
        sessions,
        messages,
        minutes(durationMs),
        ...(compare ? [before?.day ?? null, before?.active ?? 0, before?.sessions ?? 0] : []),
      ]
    }),
    people: [1, 6],
  }
}

export function activeByPeriod({ weeks, months }: EngagementReport, period: 'week' | 'month'): FigureTable {
  const rows = period === 'week' ? weeks : months
  return {
    columns: [period === 'week' ? 'Week from (UTC)' : 'Month from (UTC)', 'Active people'],
    rows: rows.map(({ start, people }) => [start, people]),
    people: [1],
  }
}

/** In place of a share and a change that days to come still make. */
const NOT_OVER = 'not over yet'
/** Steps whose people are among those of the step before. Who looks may have registered on another day. */
const PART_OF_BEFORE: ReadonlySet<string> = new Set(['gate', 'matched', 'talked', 'cameBack'])

export function funnel({ funnel: steps }: EngagementReport, compare: boolean): FigureTable {
  return {
    columns: ['Step', 'Count', 'Of the step before (%)', ...(compare ? [BEFORE, CHANGE] : [])],
    rows: steps.map(({ step, count, previousCount, change, open }, index) => {
      const above = PART_OF_BEFORE.has(step) ? (steps[index - 1]?.count ?? 0) : 0
      const share = count > above || above === 0 ? null : sharePercent(count, above)
      return [
        STEPS[step],
        count,
        open ? NOT_OVER : share,
        ...(compare ? [previousCount, open ? NOT_OVER : change] : []),
      ]
    }),
    people: [1, 3],
    follows: { step: { column: 2, of: 1 } },
  }
}

export function sessionsByKind({ kinds }: EngagementReport, compare: boolean): FigureTable {
  return {
    columns: [
      'Kind',
      'Sessions',
      'Messages',
      'Minutes, on average',
      ...BANDS,
      ...(compare ? ['Sessions before', CHANGE] : []),
    ],
    rows: kinds.map(({ chatType, sessions, messages, durationMs, lengths }) => [
      KINDS[chatType],
      sessions.count,
      messages.count,
      sessions.count === 0 ? null : minutes(durationMs.count / sessions.count),
      ...BANDS.map((_, band) => lengths[band] ?? 0),
      ...(compare ? [sessions.previousCount, sessions.change] : []),
    ]),
    people: [1, 4, 5, 6, 7, 8, 9],
    follows: { sum: { total: 1, parts: BANDS.map((_, band) => band + 4) } },
  }
}

/** What was written in conversations that last, by day and kind. */
export function conversationsByDay({ conversations }: EngagementReport): FigureTable {
  return {
    columns: ['Day (UTC)', 'Kind', 'Messages', 'People who wrote', 'With messages'],
    rows: conversations.map(({ day, kind, messages, people, conversations: active }) => [
      day,
      CONVERSATIONS[kind],
      messages,
      people,
      active,
    ]),
    people: [3],
  }
}

/** What was sent to everybody, by day. */
export function broadcastsByDay({ broadcasts }: Pick<EngagementReport, 'broadcasts'>): FigureTable {
  return {
    columns: ['Day (UTC)', 'Sent', 'Connections reached', 'Each, on average'],
    rows: broadcasts.map(({ day, sent, reached }) => [day, sent, reached, Math.round(reached / sent)]),
    people: [2, 3],
  }
}

/** Shares of each week's people; null: that week has not begun. */
export function cohorts({ cohorts: rows }: EngagementReport): FigureTable {
  const longest = Math.max(0, ...rows.map(({ active }) => active.length))
  const weeks = Array.from({ length: longest }, (_, week) => week)
  return {
    columns: ['Registered in the week from (UTC)', 'People', ...weeks.map((week) => `Week ${week} (%)`)],
    rows: rows.map(({ week, people, active }) => [
      week,
      people,
      ...weeks.map((index) => {
        const count = active[index]
        return count === undefined || people === 0 ? null : sharePercent(count, people)
      }),
    ]),
    people: [1],
    follows: { behind: { from: 2, counts: rows.map(({ active }) => active) } },
  }
}

/** Fewer people than these could be somebody. */
const FEWEST = 5
const FEW = `under ${FEWEST}`
/** What is not small itself, but would tell with the others what is. */
const WITHHELD = 'withheld'

const isFew = (cell: unknown) => typeof cell === 'number' && cell > 0 && cell < FEWEST
const isUnsaid = (cell: unknown) => cell === FEW || cell === WITHHELD

/**
 * The table for people outside the tenant: counts below 5 people are not said, nor any figure from which they follow: those of
 * their row, totals that hold them, and shares of such totals. Zero says nothing of anybody. What other tables say is not looked
 * at.
 */
export function suppressed(table: FigureTable): FigureTable {
  const { people, follows = {} } = table
  const few = table.rows.map((row) =>
    row.map((cell, column) => (people.includes(column) && isFew(cell) ? FEW : cell)),
  )
  const said = withoutTotals(few, people, follows)
  const alone = said.map((row) => {
    const hasUnsaid = people.some((column) => isUnsaid(row[column]))
    return row.map((cell, column) =>
      hasUnsaid && typeof cell === 'number' && !people.includes(column) ? null : cell,
    )
  })
  return { ...table, rows: withoutShares(alone, follows) }
}

/** A total gives away what is not said in it. */
function withoutTotals(rows: Rows, people: readonly number[], { sum, hasTotal }: Follows): Rows {
  const inRows = rows.map((row) => {
    const tells = sum?.parts.some((part) => isUnsaid(row[part])) ?? false
    return tells ? row.map((cell, column) => (column === sum?.total ? withheld(cell) : cell)) : row
  })
  if (!hasTotal) return inRows
  const parts = inRows.slice(0, -1)
  return inRows.map((row, index) =>
    index < parts.length
      ? row
      : row.map((cell, column) =>
          people.includes(column) && parts.some((part) => isUnsaid(part[column])) ? withheld(cell) : cell,
        ),
  )
}

/** A share of a total is as good as the total, and a step's of the step above as good as that. */
function withoutShares(rows: Rows, { share, step, behind }: Follows): Rows {
  const groupOf = (row: readonly Cell[] = []) => (share?.group === undefined ? null : row[share.group])
  const groups = new Set(rows.filter((row) => share && isUnsaid(row[share.of])).map(groupOf))
  return rows.map((row, index) =>
    row.map((cell, column) => {
      const isOfUnsaid = share?.columns.includes(column) === true && groups.has(groupOf(row))
      const isOfStep = step?.column === column && isUnsaid(rows[index - 1]?.[step.of])
      const isOfFew = behind !== undefined && isFew(behind.counts[index]?.[column - behind.from])
      return isOfUnsaid || isOfStep || isOfFew ? null : cell
    }),
  )
}

const withheld = (cell: Cell = null): Cell => (typeof cell === 'number' ? WITHHELD : cell)
