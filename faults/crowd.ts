import type { Chance } from './chance'
import { registerGuests } from './guests'
import { check, type Findings } from './history'
import { type Results, newResults } from './results'
import { createClient, type ChatClient } from './client'
import { GENERIC } from '../lib/protocol-client/dialects/generic'
import { TEXT } from '../lib/protocol-client/dialects/text'
import { until } from './until'

const MEET_WITHIN_MS = 60_000
/** Longer than any client takes to come back and to receive what it missed. */
const SETTLE_WITHIN_MS = 45_000
const GENERIC_ONCE_IN = 3

/** Clients that look for each other, send messages, and are counted. */
export interface Crowd {
  readonly clients: readonly ChatClient[]
  readonly results: Results
  /** Waits until every client is in a session. @throws when that takes too long */
  meet(): Promise<void>
  /** Every client sends something now and then, from now on. */
  startSending(pace: Pace): void
  /** No client begins to send anything any more. */
  stopSending(): void
  /** Resolves right after a client has sent something. */
  nextSend(): Promise<void>
  /** Stops sending, waits until everything is acknowledged and seen, and compares the histories. */
  settle(): Promise<Findings>
  close(): void
}

/** From … to so many ms between two messages of one client; once in so many they leave instead (0: never). */
export interface Pace {
  readonly everyMs: readonly [number, number]
  readonly leaveOnceIn: number
}

interface Settings {
  readonly size: number
  /** Where clients register. */
  readonly registerAt: string
  /** Where each connects. */
  readonly url: (index: number) => string
  readonly chance: Chance
  readonly window?: number
  readonly dialect?: 'text' | 'generic' | 'both'
}

/** Registers clients and connects them; they look for a stranger at once. */
export async function openCrowd(settings: Settings): Promise<Crowd> {
  const { size, registerAt, url, chance, window = 2, dialect = 'both' } = settings
  const results = newResults()
  const guests = await registerGuests(registerAt, size)
  const clients = guests.map(({ userId, token }, index) => {
    const isGeneric = dialect === 'both' ? chance.onceIn(GENERIC_ONCE_IN) : dialect === 'generic'
    const how = { dialect: isGeneric ? GENERIC : TEXT, url: url(index), results, window }
    return createClient({ name: `p${index + 1}`, userId, token, ...how })
  })
  for (const client of clients) client.seek()
  const timers = new Map<ChatClient, NodeJS.Timeout>()
  const waiting: (() => void)[] = []

  function sendLater(client: ChatClient, pace: Pace): void {
    const [low, high] = pace.everyMs
    const timer = setTimeout(
      () => {
        if (pace.leaveOnceIn > 0 && chance.onceIn(pace.leaveOnceIn)) client.leave()
        else client.send()
        if (client.isInSession()) for (const wake of waiting.splice(0)) wake()
        sendLater(client, pace)
      },
      chance.between(low, high),
    )
    timers.set(client, timer)
  }

  function stopSending(): void {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }

  const findings = (): Findings => check(clients.flatMap(({ views }) => views))
  const everybody = (is: (client: ChatClient) => boolean) => () => clients.every(is)

  return {
    clients,
    results,
    async meet() {
      const took = await until(
        everybody((client) => client.isInSession()),
        MEET_WITHIN_MS,
      )
      if (took === undefined) throw new Error(`Not everybody met: ${describe(clients, results)}`)
    },
    startSending(pace) {
      stopSending()
      for (const client of clients) sendLater(client, pace)
    },
    stopSending,
    nextSend: () => new Promise((resolve) => waiting.push(resolve)),
    async settle() {
      stopSending()
      for (const client of clients) client.rest()
      await until(
        everybody((client) => client.isSettled() || !client.current()),
        SETTLE_WITHIN_MS,
      )
      await until(() => findings().lost.length === 0, SETTLE_WITHIN_MS / 3)
      return findings()
    },
    close() {
      stopSending()
      for (const client of clients) client.close()
    },
  }
}

function describe(clients: readonly ChatClient[], { surprises }: Results): string {
  const out = clients.filter((client) => !client.isInSession())
  const names = out.map(({ name, socket }) => `${name}${socket.connected ? '' : ' (not connected)'}`)
  return [...names, ...surprises.slice(-5)].join(', ')
}
