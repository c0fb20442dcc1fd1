import { registerGuest } from '../../lib/protocol-client/rest'
import type { Chance } from '../chance'
import { check } from '../history'
import { newResults, type Results } from '../results'
import { keptOutcome, none, type Outcome } from '../row'
import { until } from '../until'
import { createMemberClient, type MemberClient } from './member-client'
import { MEMBER_DIALECTS } from './member-dialects'

/** Open to every member on every contract. */
const CONVERSATIONS = ['1', 'topic:first', 'topic:second'] as const
const CAUGHT_UP_WITHIN_MS = 60_000
const SETTLE_WITHIN_MS = 45_000

/** Members of the same conversations, the contracts in turns. */
export interface Members {
  readonly clients: readonly MemberClient[]
  readonly results: Results
  /** Everybody sends something now and then to one of the conversations; from … to so many ms. */
  startSending(everyMs: readonly [number, number]): void
  nextSend(): Promise<void>
  /** Stops sending, waits until everything is acknowledged and received, and compares. */
  outcomes(): Promise<readonly Outcome[]>
  close(): void
}

interface Settings {
  readonly size: number
  readonly registerAt: string
  readonly url: string
  readonly chance: Chance
}

/** Registers members, who join all the conversations. @throws when they cannot */
export async function openMembers({ size, registerAt, url, chance }: Settings): Promise<Members> {
  const results = newResults()
  const clients: MemberClient[] = []
  for (let n = 1; n <= size; n += 1) {
    const email = `member-${n}-${Math.floor(chance.next() * 1e9)}@example.org`
    const account = { email, password: 'a long enough password', displayName: `Member ${n}` }
    const { userId, token } = await registerGuest(registerAt, account)
    const dialect = MEMBER_DIALECTS[n % MEMBER_DIALECTS.length]
    if (!dialect) throw new Error('There is no dialect for members')
    clients.push(
      createMemberClient({
        name: `m${n}`,
        userId,
        token,
        dialect,
        url,
        conversations: CONVERSATIONS,
        results,
      }),
    )
  }
  const timers = new Set<NodeJS.Timeout>()
  const waiting: (() => void)[] = []
  const areCaughtUp = () => clients.every((client) => client.isCaughtUp())

  function stopSending(): void {
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
  }

  function sendLater(client: MemberClient, everyMs: readonly [number, number]): void {
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        client.send(chance.pick(client.views))
        for (const wake of waiting.splice(0)) wake()
        sendLater(client, everyMs)
      },
      chance.between(...everyMs),
    )
    timers.add(timer)
  }

  if ((await until(areCaughtUp, CAUGHT_UP_WITHIN_MS)) === undefined)
    throw new Error(`Not every member could join: ${results.surprises.slice(-5).join(', ')}`)

  const findings = () => check(clients.flatMap(({ views }) => views))
  return {
    clients,
    results,
    startSending(everyMs) {
      stopSending()
      for (const client of clients) sendLater(client, everyMs)
    },
    nextSend: () => new Promise((resolve) => void waiting.push(resolve)),
    async outcomes() {
      stopSending()
      const isDone = () => areCaughtUp() && clients.every((client) => client.isSettled())
      await until(isDone, SETTLE_WITHIN_MS)
      await until(() => findings().lost.length === 0, SETTLE_WITHIN_MS / 3)
      const kept = keptOutcome(findings())
      return [
        { ...kept, what: `in conversations, ${kept.what}` },
        none('in conversations, requests without an answer', results.silences),
        none('in conversations, unexpected answers', results.surprises),
        none(
          'in conversations, members who did not come back',
          clients.filter((client) => !client.isCaughtUp() || !client.isSettled()).map(({ name }) => name),
        ),
      ]
    },
    close() {
      stopSending()
      for (const client of clients) client.close()
    },
  }
}
