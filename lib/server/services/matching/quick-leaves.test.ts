import { newBlock } from '@/lib/server/ports/moderation/new-block.fixture'
import { describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/domain/accounts'
import { NEWCOMER_MS } from '@/lib/domain/quick-leaves'
import { partnerOf } from '@/lib/domain/sessions'
import { actor, anyone, HERE, type OpenedCore, openCore } from '../core.fixture'

const SCHOOL = '203.0.113.7'
const CONVERSATION_MS = 40_000
const hi = { content: 'hi', type: 'text', clientMessageId: null } as const

/** A guest of today. */
const guest = (core: OpenedCore, name: string) => actor(name, { createdAt: core.clock.now() })
/** A person with an account for two days. */
const known = (core: OpenedCore, name: string) =>
  actor(name, { createdAt: core.clock.now() - 2 * NEWCOMER_MS })

const join = ({ services }: OpenedCore, who: Actor, address = SCHOOL) =>
  services.matching.join(who, anyone, address)

/** Two meet; the first leaves after a time, and may send something before. @returns the wait that its join answered */
async function skip(core: OpenedCore, who: Actor, other: Actor, { afterMs = 200, sends = false } = {}) {
  await join(core, other, 'elsewhere')
  const { estimateSeconds } = await join(core, who)
  await core.clock.advance(200)
  if (!(await core.services.sessions.current(who.userId))) return { waits: estimateSeconds }
  if (sends) await core.services.sessions.send(who, hi)
  await core.clock.advance(afterMs)
  await core.services.sessions.leave(who)
  return { waits: 0 }
}

describe('four guests of one address, who have blocked each other and leave every partner at once', () => {
  /** @returns how many of the matches of five minutes were with them, and how many between the other twenty */
  async function fiveMinutes(limitFactor: number) {
    const core = openCore({}, limitFactor)
    const { services, clock, connections, ports, published } = core
    const takers = ['t1', 't2', 't3', 't4'].map((name) => guest(core, name))
    const honest = Array.from({ length: 20 }, (_, index) => guest(core, `h${index}`))
    const byId = new Map([...takers, ...honest].map((one) => [one.userId, one]))
    const isTaker = (user: string) => takers.some(({ userId }) => userId === user)
    for (const one of takers) {
      for (const other of takers)
        if (one !== other) await ports.blocks.add(newBlock(one.userId, other.userId, 0))
    }
    for (const who of byId.values()) await connections.declare(who, `${who.userId} 1`, HERE)
    const home = (who: Actor) => (isTaker(who.userId) ? 'one address' : `home of ${who.userId}`)
    const again = async (user: string) => {
      const who = byId.get(user)
      if (who && !(await services.sessions.current(user))) await join(core, who, home(who))
    }
    ports.bus.on('session.started', ({ session }) => {
      const [a, b] = session.participants
      const taker = [a.user, b.user].find(isTaker)
      const leaver = byId.get(taker ?? a.user)
      if (!leaver) return
      clock.after(
        taker ? 100 : CONVERSATION_MS,
        async () => void (await services.sessions.leave(leaver, session.id)),
      )
      if (!taker) clock.after(1_000, async () => void (await services.sessions.send(leaver, hi)))
    })
    ports.bus.on('session.ended', ({ session }) => {
      for (const { user } of session.participants) clock.after(500, () => again(user))
    })
    for (const who of [...takers, ...honest]) await join(core, who, home(who))
    await clock.advance(5 * 60_000)
    const matches = published('session.started').map(({ session }) => {
      const [{ user }] = session.participants
      return isTaker(user) || isTaker(partnerOf(session, user).user)
    })
    expect(core.failures).toEqual([])
    return {
      withTakers: matches.filter(Boolean).length,
      amongOthers: matches.filter((one) => !one).length,
    }
  }

  test('get a small part of the matches, and the others meet each other', async () => {
    const { withTakers, amongOthers } = await fiveMinutes(1)
    const free = await fiveMinutes(1_000)
    expect(free.withTakers).toBeGreaterThan(5 * free.amongOthers)
    expect(withTakers).toBeLessThan(free.withTakers / 5)
    expect(amongOthers).toBeGreaterThan(60)
    expect(amongOthers).toBeGreaterThan(withTakers)
  })
})

describe('leaving at once', () => {
  async function opened() {
    const core = openCore()
    const [ann, bob] = [known(core, 'ann'), known(core, 'bob')]
    for (const who of [ann, bob]) await core.connections.declare(who, `${who.userId} 1`, HERE)
    return { core, ann, bob }
  }

  /** Leaves bob so often, with the five seconds in between after which they may meet again. */
  async function skipTimes(times: number, how: { afterMs?: number; sends?: boolean } = {}) {
    const { core, ann, bob } = await opened()
    for (let count = 0; count < times; count += 1) {
      const { waits } = await skip(core, ann, bob, how)
      await core.services.matching.leave(bob)
      expect(waits).toBe(0)
      await core.clock.advance(5_100)
    }
    return { core, ann, bob }
  }

  test('seven times in two minutes has no effect; from the eighth on, the next join waits and is answered so', async () => {
    const { core, ann, bob } = await skipTimes(8)
    expect(await join(core, ann)).toMatchObject({ position: 1, estimateSeconds: 1 })
    await join(core, bob, 'elsewhere')
    await core.clock.advance(800)
    expect([await core.services.sessions.current('ann'), core.ports.waitingRoom.heldBack()]).toEqual([
      undefined,
      1,
    ])
    await core.clock.advance(500)
    expect(await core.services.sessions.current('ann')).toBeDefined()
    expect(core.ports.waitingRoom.heldBack()).toBe(0)
    await core.services.sessions.leave(ann)
    expect((await join(core, ann)).estimateSeconds).toBe(2)
    await core.services.matching.leave(ann)
    await core.clock.advance(500)
    expect(await join(core, ann)).toMatchObject({ estimateSeconds: 2, again: false })
    expect((await join(core, ann)).again).toBe(true)
  })

  test('after "hi" has no effect, however often', async () => {
    const { core, ann } = await skipTimes(25, { sends: true })
    expect((await join(core, ann)).estimateSeconds).toBe(1)
    expect(core.ports.waitingRoom.heldBack()).toBe(0)
  })

  test('after five seconds has no effect', async () => {
    const { core } = await skipTimes(15, { afterMs: 5_001 })
    expect(core.ports.waitingRoom.heldBack()).toBe(0)
  })

  test('is forgotten after a session of half a minute', async () => {
    const { core, ann, bob } = await skipTimes(7)
    await skip(core, ann, bob, { afterMs: 30_000 })
    await core.clock.advance(5_100)
    await skip(core, ann, bob)
    await join(core, ann)
    expect(core.ports.waitingRoom.heldBack()).toBe(0)
  })

  test('by closing the connection counts as well, once the window has passed', async () => {
    const core = openCore()
    for (let count = 0; count < 8; count += 1) {
      const [other, who] = [known(core, `h${count}`), guest(core, `g${count}`)]
      for (const one of [other, who]) await core.connections.declare(one, `${one.userId} 1`, HERE)
      await join(core, other)
      await join(core, who)
      await core.clock.advance(200)
      await core.connections.closed(who, `${who.userId} 1`)
    }
    const next = guest(core, 'next')
    await core.connections.declare(next, 'next 1', HERE)
    await join(core, next)
    expect(core.ports.waitingRoom.heldBack()).toBe(0)
    await core.services.matching.leave(next)
    await core.clock.advance(31_000)
    expect(core.published('session.ended')).toHaveLength(8)
    await join(core, next)
    expect(core.ports.waitingRoom.heldBack()).toBe(1)
    await join(core, known(core, 'h0'))
    await core.clock.advance(500)
    expect(await core.services.sessions.current('h0')).toBeUndefined()
  })

  test('known people behind one address do not wait because of each other', async () => {
    const core = openCore()
    const bob = known(core, 'bob')
    await core.connections.declare(bob, 'bob 1', HERE)
    for (let count = 0; count < 20; count += 1) {
      const who = known(core, `pupil ${count}`)
      await core.connections.declare(who, `${who.userId} 1`, HERE)
      expect(await skip(core, who, bob)).toEqual({ waits: 0 })
    }
    await join(core, known(core, 'pupil 99'))
    expect(core.ports.waitingRoom.heldBack()).toBe(0)
  })

  test('two who did so are paired with each other at once', async () => {
    const { core, ann, bob } = await opened()
    const honest = known(core, 'honest')
    for (const one of [ann, bob]) {
      for (let count = 0; count < 10; count += 1)
        await core.ports.quickLeaves.count(one.userId, 8, core.clock.now())
    }
    await core.connections.declare(honest, 'honest 1', HERE)
    for (const who of [ann, honest, bob]) await join(core, who)
    await core.clock.advance(200)
    const session = await core.services.sessions.current('ann')
    expect(session?.participants.map(({ user }) => user)).toEqual(['ann', 'bob'])
  })
})

test('people without a conversation join 300 times a minute from one address, known ones from there as well', async () => {
  const core = openCore()
  for (let count = 0; count < 300; count += 1) await join(core, guest(core, `g${count}`))
  await expect(join(core, guest(core, 'one more'))).rejects.toMatchObject({ reason: 'RATE_LIMIT_EXCEEDED' })
  expect(await join(core, guest(core, 'one more'), 'elsewhere')).toBeDefined()
  expect(await join(core, known(core, 'ann'))).toBeDefined()
})
