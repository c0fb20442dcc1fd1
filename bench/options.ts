import { parseArgs } from 'node:util'
import { Refusal } from '../scripts/setup/project.mjs'

export const PARTS = [
  'messages',
  'joins',
  'disturbances',
  'storm',
  'processes',
  'waiting-room',
  'fan-out',
  'coming-and-going',
  'first-load',
  'media',
  'figures',
  'conversations',
] as const
export type Part = (typeof PARTS)[number]

export interface Options {
  /** Of the parts with a crowd; ascending. */
  readonly connections: readonly number[]
  readonly rounds: number
  /** Of the parts that take long for one: storms, and several processes. */
  readonly longRounds: number
  /** Messages a second. */
  readonly rate: number
  /** How long messages are measured in each round. */
  readonly seconds: number
  /** Of coming and going, as the server sees them. */
  readonly minutes: number
  /** How many come back at once. */
  readonly storm: number
  /** How many set up their media at once. */
  readonly sessions: number
  /** Of browser pages that connect their media. */
  readonly pairs: number
  readonly parts: ReadonlySet<Part>
  readonly profile: boolean
}

const MOST_CONNECTIONS = 18_000
/** Two people each: all that are made. */
const MOST_SESSIONS = 10_000
const HELP = `npm run bench -- [options]
  --connections 1000,10000   how many are connected, each even and from 1000 to ${MOST_CONNECTIONS}
  --rounds 3                 rounds of each contender; the medians count. Storms and several processes take half as many
  --rate 2000                messages a second
  --seconds 8                how long they are sent in each round
  --storm 10000              how many come back at once
  --sessions 10000           how many live on one process and set up their media within a minute, up to ${MOST_SESSIONS}
  --pairs 50                 pairs of pages that connect their media, one after the other
  --minutes 12               of coming and going; six of them pass in one
  --only messages,storm      parts: ${PARTS.join(', ')}
  --profile                  writes CPU profiles of this product's server to test-results/`

/** What follows `npm run bench --`. @throws Refusal that says what was expected */
export function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const
  const { values } = parse(() =>
    parseArgs({
      args,
      options: {
        connections: { ...text, default: '1000,10000' },
        rounds: { ...text, default: '3' },
        rate: { ...text, default: '2000' },
        seconds: { ...text, default: '8' },
        minutes: { ...text, default: '12' },
        storm: { ...text, default: '10000' },
        sessions: { ...text, default: '10000' },
        pairs: { ...text, default: '50' },
        only: { ...text, default: PARTS.join(',') },
        profile: { type: 'boolean', default: false },
      },
    }),
  )
  const crowd = (word: string) => evenUpTo(MOST_CONNECTIONS, word)
  return {
    connections: values.connections
      .split(',')
      .map(crowd)
      .toSorted((a, b) => a - b),
    rounds: whole(values.rounds),
    longRounds: Math.max(1, Math.floor(whole(values.rounds) / 2)),
    rate: whole(values.rate),
    seconds: whole(values.seconds),
    minutes: whole(values.minutes),
    storm: crowd(values.storm),
    sessions: upTo(MOST_SESSIONS, values.sessions),
    pairs: whole(values.pairs),
    parts: new Set(values.only.split(',').map(partOf)),
    profile: values.profile,
  }
}

function parse<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new Refusal(`${String(error)}\n${HELP}`)
  }
}

function whole(word: string): number {
  const value = Number(word)
  if (!Number.isInteger(value) || value < 1)
    throw new Refusal(`"${word}" is no whole number above 0.\n${HELP}`)
  return value
}

function upTo(most: number, word: string): number {
  const value = whole(word)
  if (value > most) throw new Refusal(`"${word}" is no whole number from 1 to ${most}.\n${HELP}`)
  return value
}

function evenUpTo(most: number, word: string): number {
  const value = whole(word)
  if (value % 2 === 1 || value < 1_000 || value > most) {
    throw new Refusal(`"${word}" is no even number from 1000 to ${most}.\n${HELP}`)
  }
  return value
}

function partOf(word: string): Part {
  const part = PARTS.find((one) => one === word)
  if (!part) throw new Refusal(`There is no part "${word}".\n${HELP}`)
  return part
}
