import { describe, expect, test, vi } from 'vitest'
import { GENERIC } from '@/lib/server/gateways/omegoo/dialects/generic'
import { TEXT } from '@/lib/server/gateways/omegoo/dialects/text'
import { actor, anyone, HERE, anyoneGeneric, openCore } from '../core.fixture'

const [ann, bob, cat] = [actor('ann'), actor('bob'), actor('cat')]

async function everyoneHere() {
  const core = openCore()
  for (const who of [ann, bob, cat]) await core.connections.declare(who, `${who.userId} 1`, HERE)
  return core
}

describe('joining', () => {
  test('every join is confirmed with its position, the one that completes a pair too', async () => {
    const { services, clock, published } = await everyoneHere()
    const first = { position: 1, estimateSeconds: 1, again: false }
    expect(await services.matching.join(ann, anyone)).toEqual(first)
    expect(await services.matching.join(bob, anyone)).toMatchObject({ again: false })
    expect(published('queue.joined').map(({ user }) => user)).toEqual(['ann', 'bob'])
    await clock.advance(149)
    expect(published('session.started')).toEqual([])
    await clock.advance(1)
    expect(published('session.started')).toMatchObject([
      {
        waitedMs: [150, 150],
        audience: ['user:ann', 'user:bob'],
        session: { tenantId: 'default', chatType: 'text' },
      },
    ])
  })

  test('a wish for video over a line that does not carry it is met with a suggestion, and with nobody', async () => {
    const { services, clock, published } = await everyoneHere()
    const video = { ...anyoneGeneric, chatType: 'video' as const }
    const network = { stun: false, turn: false }
    await services.matching.join(ann, { ...video, network })
    await clock.advance(60_000)
    await services.matching.leave(ann)
    // The wait of a person who could meet nobody is no measure for others.
    expect(await services.matching.join(bob, video)).toMatchObject({ position: 1, estimateSeconds: 1 })
    await services.matching.join(ann, { ...anyoneGeneric, chatType: 'audio', network })
    await clock.advance(1_000)
    expect(published('queue.joined').map(({ suggest }) => suggest)).toEqual([['audio', 'text'], [], []])
    expect(published('session.started')).toEqual([])
  })

  test('two joins at once, by double click or in two tabs, are one', async () => {
    const { services, clock, published, ports } = await everyoneHere()
    const joins = await Promise.all([1, 2, 3].map(() => services.matching.join(ann, anyone)))
    expect(joins.filter(({ again }) => !again)).toHaveLength(1)
    await clock.advance(10_000)
    expect([published('session.started'), ports.waitingRoom.size()]).toEqual([[], 1])
  })

  test('two people at the same moment meet in one session', async () => {
    const { services, clock, published, ports } = await everyoneHere()
    await Promise.all([ann, bob, ann, bob].map((who) => services.matching.join(who, anyone)))
    await clock.advance(1_000)
    expect(published('session.started')).toHaveLength(1)
    expect([ports.waitingRoom.size(), ports.sessions.size()]).toEqual([0, 1])
  })

  test('in a session it is an error, and nothing else', async () => {
    const { services, clock, published, pairUp } = openCore()
    await pairUp(ann, bob)
    await expect(services.matching.join(ann, anyone)).rejects.toMatchObject({ reason: 'ALREADY_IN_SESSION' })
    await clock.advance(1_000)
    expect([published('queue.joined').length, published('session.ended')]).toEqual([2, []])
  })

  test('that lasts longer than the pairing leaves no one in both', async () => {
    // By REST: whom they avoid is read when they join.
    const { services, clock, ports } = openCore()
    let answer = (): void => undefined
    const slow = new Promise<void>((resolve) => (answer = resolve))
    const around = ports.blocks.around
    ports.blocks.around = async (user) => {
      ports.blocks.around = around
      await slow
      return around(user)
    }
    const late = services.matching.join(ann, anyone)
    await services.matching.join(ann, anyone)
    await services.matching.join(bob, anyone)
    await clock.advance(1_000)
    answer()
    await expect(late).rejects.toMatchObject({ reason: 'ALREADY_IN_SESSION' })
    expect(ports.waitingRoom.size()).toBe(0)
  })

  test('without a connection, as by REST, starts the time to connect', async () => {
    const core = openCore()
    await core.connections.declare(ann, 'ann 1', HERE)
    await core.services.matching.join(ann, anyone)
    await core.services.matching.join(bob, anyone)
    await core.clock.advance(200)
    const session = await core.services.sessions.current('bob')
    expect(session?.participants.map(({ user, awayUntil }) => [user, awayUntil === null])).toEqual([
      ['ann', true],
      ['bob', false],
    ])
    expect(core.published('participant.disconnected')).toMatchObject([
      { user: 'bob', secondsLeft: 10, audience: ['user:ann'] },
    ])
    await core.clock.advance(9_000)
    expect(core.published('session.ended')).toEqual([])
    await core.clock.advance(1_500)
    expect(core.published('session.ended')).toMatchObject([{ cause: 'disconnected', by: 'bob' }])
  })

  test('by another event changes to that event’s dialect', async () => {
    const { services, clock } = await everyoneHere()
    await services.matching.join(ann, anyone)
    await services.matching.join(ann, { ...anyone, dialect: GENERIC })
    await services.matching.join(bob, anyone)
    await clock.advance(200)
    const session = await services.sessions.current('ann')
    expect(session?.participants.map(({ dialect }) => dialect)).toEqual([GENERIC, TEXT])
  })

  test('without a connection, and connected in time: the partner is notified of the return', async () => {
    const core = openCore()
    await core.connections.declare(ann, 'ann 1', HERE)
    await core.services.matching.join(ann, anyone)
    await core.services.matching.join(bob, anyoneGeneric)
    await core.clock.advance(9_000)
    await core.connections.declare(bob, 'bob 1', HERE)
    expect(core.published('participant.returned')).toMatchObject([{ user: 'bob', audience: ['user:ann'] }])
    await core.clock.advance(60_000)
    expect(core.published('session.ended')).toEqual([])
  })

  test('the estimate does not depend on waits for other wishes', async () => {
    const { services, clock } = await everyoneHere()
    const rare = { ...anyone, minTier: 2 }
    await services.matching.join(actor('rare'), rare)
    await clock.advance(58 * 60_000)
    expect(await services.matching.join(ann, anyone)).toMatchObject({ position: 2, estimateSeconds: 1 })
    await services.matching.join(bob, anyone)
    await clock.advance(200)
    await services.sessions.leave(ann)
    await services.matching.join(actor('high', { tier: 2 }), anyone)
    await clock.advance(200)
    expect((await services.sessions.current('rare'))?.id).toBeDefined()
    expect((await services.matching.join(cat, anyone)).estimateSeconds).toBe(1)
  })

  test('the estimate of the one who completes a pair is the delay, however long the other waited', async () => {
    const { services, clock } = await everyoneHere()
    await services.matching.join(ann, anyone)
    await clock.advance(3_500_000)
    expect(await services.matching.join(bob, anyone)).toMatchObject({ estimateSeconds: 1 })
    await clock.advance(200)
    expect(await services.matching.join(cat, anyone)).toMatchObject({ estimateSeconds: 1 })
    await clock.advance(60_000)
    expect(await services.matching.join(cat, anyone)).toMatchObject({ estimateSeconds: 60, again: true })
  })

  test('the estimate is what people waited lately', async () => {
    const { services, clock } = await everyoneHere()
    await services.matching.join(ann, anyone)
    await clock.advance(5_000)
    await services.matching.join(bob, anyone)
    await clock.advance(200)
    expect((await services.matching.join(cat, anyone)).estimateSeconds).toBe(6)
  })
})

describe('leaving', () => {
  test('in the delay leaves the other waiting in place, and no session is made', async () => {
    const { services, clock, published } = await everyoneHere()
    await services.matching.join(ann, anyone)
    await services.matching.join(bob, anyone)
    await clock.advance(149)
    expect(await services.matching.leave(bob)).toBe(true)
    await clock.advance(5_000)
    expect(published('session.started')).toEqual([])
    expect(published('queue.left')).toMatchObject([{ user: 'bob', waitedMs: 149, audience: ['user:bob'] }])
    expect((await services.matching.join(ann, anyone)).position).toBe(1)
    await services.matching.join(cat, anyone)
    await clock.advance(200)
    expect((await services.sessions.current('ann'))?.id).toBe((await services.sessions.current('cat'))?.id)
  })

  test('while the session is being made: there is none, and the other waits on', async () => {
    const { services, clock, published, ports } = await everyoneHere()
    await services.matching.join(ann, anyone)
    await services.matching.join(bob, anyone)
    const create = ports.sessions.create
    ports.sessions.create = async (...draft) => {
      ports.sessions.create = create
      await services.matching.leave(bob)
      return create(...draft)
    }
    await clock.advance(1_000)
    expect([published('session.started'), published('session.ended'), ports.sessions.size()]).toEqual([
      [],
      [],
      0,
    ])
    expect((await services.matching.join(ann, anyone)).again).toBe(true)
  })

  test('closing the last connection is leaving, closing another is not', async () => {
    const { connections, services, published } = await everyoneHere()
    await connections.declare(ann, 'ann 2', HERE)
    await services.matching.join(ann, anyone)
    await connections.closed(ann, 'ann 1')
    expect(published('queue.left')).toEqual([])
    await connections.closed(ann, 'ann 2')
    expect(published('queue.left')).toMatchObject([{ user: 'ann' }])
    expect(await services.matching.leave(ann)).toBe(false)
  })
})

describe('who meets', () => {
  test('no blocked person, before or during the wait', async () => {
    const { services, clock, published } = await everyoneHere()
    await services.moderation.block(ann, 'bob')
    await services.matching.join(ann, anyone)
    await services.matching.join(bob, anyone)
    await services.matching.join(cat, { ...anyone, interests: ['chess'] })
    await services.moderation.block(cat, 'ann')
    await clock.advance(2_000)
    const [started, ...more] = published('session.started')
    expect(started?.session.participants.map(({ user }) => user).toSorted()).toEqual(['bob', 'cat'])
    expect(more).toEqual([])
  })

  test('an unblocked person at once, while both wait or when one joins', async () => {
    const { services, clock, published } = await everyoneHere()
    for (const other of ['bob', 'cat']) await services.moderation.block(ann, other)
    await services.moderation.block(cat, 'bob')
    for (const who of [ann, bob]) await services.matching.join(who, anyone)
    await clock.advance(2_000)
    await services.moderation.unblock(ann, 'bob')
    await clock.advance(300)
    expect(published('session.started')).toHaveLength(1)
    await services.sessions.leave(ann)
    await services.matching.join(ann, anyone)
    await services.moderation.unblock(ann, 'cat')
    await services.matching.join(cat, anyone)
    await clock.advance(300)
    expect(published('session.started')).toHaveLength(2)
  })

  test('no person whom the other one still blocks', async () => {
    const { services, clock, published } = await everyoneHere()
    await services.moderation.block(ann, 'bob')
    await services.moderation.block(bob, 'ann')
    for (const who of [ann, bob]) await services.matching.join(who, anyone)
    await services.moderation.unblock(ann, 'bob')
    await clock.advance(61_000)
    expect(published('session.started')).toEqual([])
    await services.moderation.unblock(bob, 'ann')
    await clock.advance(300)
    expect(published('session.started')).toHaveLength(1)
  })

  test('no person blocked again while an unblocking is being published', async () => {
    const { services, clock, published, ports } = await everyoneHere()
    await services.moderation.block(ann, 'bob')
    for (const who of [ann, bob]) await services.matching.join(who, anyone)
    const reconcile = ports.waitingRoom.reconcile
    ports.waitingRoom.reconcile = async (...pair) => {
      await services.moderation.block(bob, 'ann')
      await reconcile(...pair)
    }
    await services.moderation.unblock(ann, 'bob')
    await clock.advance(61_000)
    expect(published('session.started')).toEqual([])
  })

  test('no person blocked while the session is being made', async () => {
    const { services, clock, published, ports } = await everyoneHere()
    await services.matching.join(ann, anyone)
    await services.matching.join(bob, anyone)
    await clock.advance(100)
    await services.moderation.block(bob, 'ann')
    await clock.advance(10_000)
    expect([published('session.started'), ports.waitingRoom.size()]).toEqual([[], 2])
  })

  test.each([
    { readFor: 1_000, times: 1 },
    { readFor: 120_000, times: 2 },
  ])('no person blocked while both joins were reading their blocks for $readFor ms', async (row) => {
    // By REST, as above.
    const { services, clock, published, ports } = openCore()
    const around = ports.blocks.around
    const answers: (() => void)[] = []
    const reads: string[] = []
    ports.blocks.around = async (user) => {
      const known = await around(user)
      reads.push(user)
      if (answers.length < 2) await new Promise<void>((resolve) => void answers.push(resolve))
      return known
    }
    const joining = [ann, bob].map((who) => services.matching.join(who, anyone))
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    await services.moderation.block(ann, 'bob')
    const readBefore = reads.length
    await clock.advance(row.readFor)
    for (const answer of answers) answer()
    await Promise.all(joining)
    await clock.advance(3_000)
    expect([published('session.started'), ports.waitingRoom.size()]).toEqual([[], 2])
    expect(reads).toHaveLength(readBefore + 2 * (row.times - 1))
  })

  test('no person blocked a moment ago, although whom else the block concerns cannot be read yet', async () => {
    const { services, clock, published, ports } = await everyoneHere()
    for (const [who, interest] of [
      [ann, 'chess'],
      [bob, 'music'],
    ] as const)
      await services.matching.join(who, { ...anyone, interests: [interest] })
    ports.blocks.around = () => new Promise(() => undefined)
    void services.moderation.block(ann, 'bob')
    await clock.advance(30_000)
    expect([published('session.started'), ports.waitingRoom.size()]).toEqual([[], 2])
  })

  test('the partner just left again after 5 s with no one else', async () => {
    const { services, clock, published, pairUp } = openCore()
    await pairUp(ann, bob)
    await services.sessions.leave(ann)
    for (const who of [ann, bob]) await services.matching.join(who, anyone)
    await clock.advance(4_999)
    expect(published('session.started')).toHaveLength(1)
    await clock.advance(300)
    expect(published('session.started')).toHaveLength(2)
  })

  test('those of one tenant and one kind of chat, whatever the tier they ask for above their own', async () => {
    const { services, clock, published } = await everyoneHere()
    const high = actor('high', { tier: 2 })
    await services.matching.join(ann, { ...anyone, minTier: 2 })
    await services.matching.join(actor('eve', { tenantId: 'other', tier: 2 }), anyone)
    await services.matching.join(bob, { ...anyone, chatType: 'video', dialect: GENERIC })
    await services.matching.join(cat, anyone)
    await clock.advance(3_000)
    expect(published('session.started')).toEqual([])
    await services.matching.join(high, { ...anyone, minTier: 0 })
    await clock.advance(200)
    expect(published('session.started')[0]?.session.participants.map(({ user }) => user)).toEqual([
      'ann',
      'high',
    ])
  })
})
