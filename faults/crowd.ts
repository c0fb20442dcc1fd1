import type { Chance } from './chance'
import { registerGuests } from './guests'
import { check, type Findings } from './history'
import { type Ledger, newLedger } from './ledger'
import { createPerson, type Person } from './person'
import { GENERIC } from '../lib/protocol-client/dialects/generic'
import { TEXT } from '../lib/protocol-client/dialects/text'
import { until } from './until'

const MEET_WITHIN_MS = 60_000
/** Longer than anybody takes to come back, and to hear what they missed. */
const SETTLE_WITHIN_MS = 45_000
const GENERIC_ONCE_IN = 3

/** People who look for each other, talk, and are counted. */
export interface Crowd {
  readonly people: readonly Person[]
  readonly ledger: Ledger
  /** Waits until everybody is in a talk. @throws when that takes too long */
  meet(): Promise<void>
  /** Everybody says something now and then, from now on. */
  talk(pace: Pace): void
  /** Nobody begins to say anything any more. */
  hush(): void
  /** Resolves right after somebody has sent something. */
  nextSend(): Promise<void>
  /** Hushes, waits until everything is acknowledged and seen, and compares the histories. */
  settle(): Promise<Findings>
  close(): void
}

/** From … to so many ms between two messages of one person; once in so many they leave instead (0: never). */
export interface Pace {
  readonly everyMs: readonly [number, number]
  readonly leaveOnceIn: number
}

interface Settings {
  readonly size: number
  /** Where people register. */
  readonly registerAt: string
  /** Where each connects. */
  readonly url: (index: number) => string
  readonly chance: Chance
  readonly window?: number
  readonly dialect?: 'text' | 'generic' | 'both'
}

/** Registers people and connects them; they look for a stranger at once. */
export async function openCrowd(settings: Settings): Promise<Crowd> {
  const { size, registerAt, url, chance, window = 2, dialect = 'both' } = settings
  const ledger = newLedger()
  const guests = await registerGuests(registerAt, size)
  const people = guests.map(({ userId, token }, index) => {
    const isGeneric = dialect === 'both' ? chance.onceIn(GENERIC_ONCE_IN) : dialect === 'generic'
    const how = { dialect: isGeneric ? GENERIC : TEXT, url: url(index), ledger, window }
    return createPerson({ name: `p${index + 1}`, userId, token, ...how })
  })
  for (const person of people) person.seek()
  const timers = new Map<Person, NodeJS.Timeout>()
  const waiting: (() => void)[] = []

  function speakLater(person: Person, pace: Pace): void {
    const [low, high] = pace.everyMs
    const timer = setTimeout(
      () => {
        if (pace.leaveOnceIn > 0 && chance.onceIn(pace.leaveOnceIn)) person.leave()
        else person.say()
        if (person.isTalking()) for (const wake of waiting.splice(0)) wake()
        speakLater(person, pace)
      },
      chance.between(low, high),
    )
    timers.set(person, timer)
  }

  function hush(): void {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }

  const findings = (): Findings => check(people.flatMap(({ views }) => views))
  const everybody = (is: (person: Person) => boolean) => () => people.every(is)

  return {
    people,
    ledger,
    async meet() {
      const took = await until(
        everybody((person) => person.isTalking()),
        MEET_WITHIN_MS,
      )
      if (took === undefined) throw new Error(`Not everybody met: ${describe(people, ledger)}`)
    },
    talk(pace) {
      hush()
      for (const person of people) speakLater(person, pace)
    },
    hush,
    nextSend: () => new Promise((resolve) => waiting.push(resolve)),
    async settle() {
      hush()
      for (const person of people) person.rest()
      await until(
        everybody((person) => person.isSettled() || !person.current()),
        SETTLE_WITHIN_MS,
      )
      await until(() => findings().lost.length === 0, SETTLE_WITHIN_MS / 3)
      return findings()
    },
    close() {
      hush()
      for (const person of people) person.close()
    },
  }
}

function describe(people: readonly Person[], { surprises }: Ledger): string {
  const out = people.filter((person) => !person.isTalking())
  const names = out.map(({ name, socket }) => `${name}${socket.connected ? '' : ' (not connected)'}`)
  return [...names, ...surprises.slice(-5)].join(', ')
}
