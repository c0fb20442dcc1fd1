import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import type { OutboundEvent } from '@/lib/contracts/kit'
import type { Role } from '@/lib/domain/accounts'
import { GENERIC } from '@/lib/protocol-client/dialects/generic'
import { TEXT } from '@/lib/protocol-client/dialects/text'
import { type Client, connect } from './client'
import { type Guest, post, registerGuest, request, type Reply } from '@/lib/protocol-client/rest'
import { startTestServer, type TestServer, type TestServerOptions } from './test-server'

/** A guest with a socket. */
export interface Person extends Guest {
  readonly client: Client
}

/** Two people in a session. */
export interface Chat {
  readonly ann: Person
  readonly bob: Person
  /** What Bob knows Ann by. */
  readonly annId: string
  /** What Ann knows Bob by. */
  readonly bobId: string
  readonly sessionId: string
  readonly roomId: string
}

type Connecting = Parameters<typeof connect>[2]
const DIALECTS = { text: TEXT, generic: GENERIC }
export type Dialect = keyof typeof DIALECTS

/** By namespace and name; where contracts share a name, one row holds the fields of all. */
const OUTBOUND = new Map<string, OutboundEvent>(
  CONTRACTS.toReversed().flatMap(({ namespaces }) =>
    Object.entries(namespaces).flatMap(([namespace, { outbound }]) =>
      Object.entries(outbound).map(([event, row]) => [`${namespace} ${event}`, row] as const),
    ),
  ),
)
export const MATCHING_DELAY_MS = 150
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * One server for a test file, and strangers for each of its tests. After each test, everything received is held
 * against the contracts' tables, and everybody leaves.
 */
export function createWorld(options: TestServerOptions = {}) {
  let running: TestServer | undefined
  const clients: Client[] = []
  /** Each of another person. */
  const staying = new Set<Client>()

  beforeAll(async () => void (running = await startTestServer(options)))
  afterAll(async () => {
    letGo([...staying])
    await running?.close()
  })
  afterEach(async () => {
    part(clients.splice(0))
    await vi.waitFor(
      () => {
        const online = [...staying].filter(({ socket }) => socket.connected).length
        expect(server().runtime.services.live()).toMatchObject({ online, waiting: 0 })
      },
      { interval: 2 },
    )
  })

  function part(all: readonly Client[]): void {
    for (const { socket } of all) socket.disconnect()
    for (const client of all) checkFrames(client)
  }

  function letGo(all: readonly Client[]): void {
    for (const client of all) staying.delete(client)
    part(all)
  }

  function server(): TestServer {
    if (!running) throw new Error('The server runs from beforeAll to afterAll')
    return running
  }

  const url = () => server().url
  const advance = (ms: number) => server().clock.advance(ms)
  const sleep = (ms: number) => server().clock.sleep(ms)

  async function client(token?: string, how?: Connecting): Promise<Client> {
    const one = await connect(url(), token, how)
    clients.push(one)
    return one
  }

  async function person(role?: Role): Promise<Person> {
    const guest = await registerGuest(url())
    if (role) await promote(guest.userId, role)
    return { ...guest, client: await client(guest.token) }
  }

  /** Gives somebody a role past administration; connections made before keep the old one. */
  async function promote(userId: string, role: Role): Promise<void> {
    await server().sql('UPDATE users SET role = $2 WHERE id = $1', [userId, role])
  }

  /** Lets two people meet who are in the world but in no queue. */
  async function meet(ann: Person, bob: Person, dialects: readonly [Dialect, Dialect] = ['text', 'text']) {
    const [a] = [await join(ann, dialects[0]), await join(bob, dialects[1])]
    expect(a).toMatchObject({ success: true })
    await advance(MATCHING_DELAY_MS)
    const { session: sessionId, partner: bobId } = await found(ann, dialects[0])
    const { session, partner: annId } = await found(bob, dialects[1])
    expect(session).toBe(sessionId)
    return { ann, bob, annId, bobId, sessionId, roomId: `text_room_${sessionId}` } satisfies Chat
  }

  return {
    server,
    url,
    advance,
    sleep,
    client,
    person,
    meet,
    /** Two new people in a session; the first has the dialect of the first. */
    async chat(...dialects: [] | [Dialect, Dialect]): Promise<Chat> {
      const [ann, bob] = [await person(), await person()]
      return meet(ann, bob, dialects.length === 0 ? undefined : dialects)
    },
    get: (path: string, token?: string): Promise<Reply> =>
      request(url(), 'GET', path, token === undefined ? {} : { token }),
    post: (path: string, body: unknown, token?: string): Promise<Reply> => post(url(), path, body, token),
    promote,
    /**
     * People who come within `make`, each with one client, stay when the test is over.
     *
     * @returns what `make` returns, whether all of them are connected, and what sends them away
     */
    async stay<T>(make: () => Promise<T>) {
      const before = clients.length
      const made = await make()
      const all = clients.splice(before)
      for (const one of all) staying.add(one)
      return { made, areHere: () => all.every(({ socket }) => socket.connected), leave: () => letGo(all) }
    },
    /** Bans an account alone, without its devices and logins. */
    async ban(userId: string): Promise<void> {
      const { sql } = server()
      await sql(`UPDATE users SET banned_until = '9999-01-01' WHERE id = $1`, [userId])
      await sql(
        `INSERT INTO bans (id, tenant_id, user_id, reason, until, created_at)
         VALUES ('ban of ' || $1::text, 'default', $1::text, 'by hand', '9999-01-01', now())`,
        [userId],
      )
    },
  }
}

/** The next match of both, in the text dialect, is with each other. */
export async function expectMatch(one: Person, other: Person): Promise<void> {
  const [a, b] = await Promise.all([one, other].map(({ client }) => client.next('text_match_found')))
  expect(a?.roomId).toBe(b?.roomId)
}

/** Asks for a partner for a text chat, and returns the acknowledgement. */
export const join = ({ client }: Person, dialect: Dialect) => client.ask(...DIALECTS[dialect].join)

async function found({ client }: Person, dialect: Dialect) {
  const { found: event, reads } = DIALECTS[dialect]
  const news = reads[event]?.(await client.next(event))
  if (news?.kind !== 'found') throw new Error('The event for a found partner names no session')
  return news
}

/** Everything received has exactly the documented form: no field missing, none too many. */
function checkFrames({ received, namespace }: Client): void {
  for (const { event, data } of received) {
    const row = OUTBOUND.get(`${namespace} ${event}`)
    expect(row, `${namespace} ${event} is in no contract`).toBeDefined()
    expect(row?.payload.parse(data), event).toEqual(data)
  }
}
