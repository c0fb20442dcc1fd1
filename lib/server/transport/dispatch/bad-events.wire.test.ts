import { afterAll, describe, expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { isRaw } from '@/lib/contracts/kit'
import { countAbuse } from '@/lib/testing/abuse-report'
import { createBystanders } from '@/lib/testing/bystanders'
import type { Client } from '@/lib/testing/client'
import { malformed, type Malformed } from '@/lib/testing/malformed'
import { createWorld } from '@/lib/testing/world'
import { holdsUnstorable } from './payload'

const world = createWorld()
const AT_ONCE = 50
const INTERNAL = [9007, 9008]

const inbound = CONTRACTS.flatMap(({ families, namespaces }) =>
  Object.entries(namespaces).flatMap(([namespace, rows]) =>
    Object.entries(rows.inbound).map(([event, row]) => ({
      namespace,
      event,
      row,
      family: families[row.family],
    })),
  ),
)
const counts = countAbuse('events')
afterAll(() => expect(counts.answers).toBe(counts.inputs))
createBystanders(world, counts)

/** Sends one, and waits for its answer. What JSON cannot write goes as a raw frame, whose answer is an event or ack. */
async function answerTo(client: Client, event: string, { value, json, kind }: Malformed) {
  counts.inputs += 1
  if (json === undefined) {
    const ack = await client.ask(event, ...(kind === 'payload: nothing at all' ? [] : [value]))
    counts.answers += 1
    if (!ack.success) counts.refusals += 1
    return ack
  }
  const before = client.received.length
  const to = client.namespace === '/' ? '' : `${client.namespace},`
  client.socket.io.engine.write(`2${to}${JSON.stringify([event]).slice(0, -1)},${json}]`)
  await client.settled()
  const [received] = client.received.slice(before)
  expect(received, kind).toBeDefined()
  counts.answers += 1
  counts.refusals += 1
  return { success: false as const, code: 9001, error: received?.event ?? '' }
}

async function inChunks<T>(all: readonly T[], job: (one: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < all.length; start += AT_ONCE)
    await Promise.all(all.slice(start, start + AT_ONCE).map(job))
}

describe.each(inbound.filter(({ namespace }) => !isRaw(namespace)))(
  '$namespace $event',
  ({ namespace, event, row, family }) => {
    const all = [...malformed(row.input)]
    const isLacking = ({ value }: Malformed) =>
      value === null || value === undefined || Number.isNaN(value) || value === Infinity
    const right = all.filter((one) => one.valid || (isLacking(one) && row.input.safeParse({}).success))
    const wrong = all.filter((one) => !right.includes(one))
    const isAnonymous = row.access === 'public'
    const bare = row.ack && 'bare' in row.ack ? row.ack : undefined

    test('a wrong payload is refused to its sender in the contract’s form, and its partner is sent nothing', async () => {
      const { ann, bob } = await world.chat()
      const client =
        namespace === '/' && !isAnonymous
          ? ann.client
          : await world.client(isAnonymous ? undefined : ann.token, { namespace })
      const errors = new Set([
        family?.event,
        ...Object.values(family?.overrides ?? {}).map((one) => one.event),
      ])
      const before = client.received.length
      const acked = wrong.filter(({ json }) => json === undefined)
      await inChunks(acked, async (one) => {
        const ack = await answerTo(client, event, one)
        if (bare) return expect(ack, one.kind).toEqual(bare.refused)
        expect(ack, one.kind).toEqual({ success: false, error: expect.any(String), code: expect.any(Number) })
        expect(INTERNAL, one.kind).not.toContain(ack.code)
      })
      await client.settled()
      const received = client.received.slice(before)
      expect(received.filter((one) => !errors.has(one.event))).toEqual([])
      expect(received).toHaveLength(family?.always || bare ? acked.length : 0)
      for (const one of wrong.filter(({ json }) => json !== undefined)) await answerTo(client, event, one)
      await bob.client.settled()
      expect(bob.client.names()).toEqual(['text_queue_joined', 'text_match_found'])
      expect(client.socket.connected).toBe(true)
    })

    test('an odd payload that is right by its form is answered, and breaks nothing', async () => {
      const { client: own, token } = await world.person()
      const client =
        namespace === '/' && !isAnonymous
          ? own
          : await world.client(isAnonymous ? undefined : token, { namespace })
      await inChunks(right, async (one) => {
        const ack = await answerTo(client, event, one)
        if (bare) {
          if (one.json === undefined) expect(() => bare.bare.parse(ack), one.kind).not.toThrow()
          return
        }
        expect(typeof ack.success, one.kind).toBe('boolean')
        expect(INTERNAL, one.kind).not.toContain(ack.code)
        if (holdsUnstorable(row.input.safeParse(one.value ?? {}).data))
          expect(ack.success, one.kind).toBe(false)
      })
      await client.ask('leave_text_queue')
      expect(client.socket.connected).toBe(true)
    })
  },
)

test('unknown events are refused by name, whatever they carry', async () => {
  const { client } = await world.person()
  const names = [
    'no such event',
    '',
    '__proto__',
    'constructor',
    'toString',
    'x'.repeat(5_000),
    'match-found',
    'text_room_ended',
    'a\u0000b',
  ]
  for (const name of names) {
    const message = `Unknown event: ${name.slice(0, 60)}`
    expect(await client.ask(name, { any: 'thing' }), name).toEqual({
      success: false,
      error: message,
      code: 9006,
    })
    expect(await client.next('error')).toEqual({ message, code: 9006 })
  }
})

test('an acknowledgement that is no function, more arguments, and none at all are all the same', async () => {
  const { client } = await world.person()
  for (const args of [
    [{}, 'not a function'],
    [{}, {}, null],
    [{}, [], { ack: true }, 5],
    [null],
    [undefined],
    [],
  ]) {
    client.emit('join_text_queue', ...args)
    await client.next('text_queue_joined')
  }
  expect(await client.ask('join_text_queue', {}, 'extra', { more: 1 })).toMatchObject({ success: true })
})

test('several hundred events at once are all answered', async () => {
  const { client } = await world.person()
  for (let count = 0; count < 300; count += 1) client.emit('text_typing_start', {})
  await client.settled()
  expect(client.count('text_chat_error')).toBe(300)
})

test('a client with more events waiting than is sensible is disconnected', async () => {
  const { client, token } = await world.person()
  for (let count = 0; count < 2_000; count += 1) client.emit('authenticate', token)
  expect(await client.closed()).toBe('io server disconnect')
})
