import { expect, test } from 'vitest'
import type { UserId } from '@/lib/domain/ids'
import { createBus } from '@/lib/server/adapters/system/bus'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createAvoidedPeople } from './avoided-people'

/** Whom each person has a block with, and who was read. */
function open(blocked: Record<UserId, readonly UserId[]> = {}, named: ReadonlySet<UserId> = new Set()) {
  const pairs = new Map(Object.entries(blocked).map(([user, others]) => [user, new Set(others)]))
  const reads: UserId[] = []
  const clock = createFakeClock()
  const bus = createBus((error) => {
    throw error
  })
  let fault: Error | undefined
  const around = async (user: UserId) => {
    reads.push(user)
    if (fault) throw fault
    return new Set(pairs.get(user))
  }
  const blocks = {
    around,
    apart: async (user: UserId) => ({ everywhere: await around(user), inConversations: named }),
  }
  const conversations = { share: async (_: UserId, other: UserId) => other !== 'stranger' }
  const announced: (readonly UserId[])[] = []
  bus.on('blocks.changed', ({ users }) => void announced.push(users))
  const { announceChanges, ...asked } = createAvoidedPeople({ blocks, conversations, clock, bus })
  announceChanges()
  const about = (user: UserId, connection: string) =>
    ({ user, connection, capability: 'sessions', at: clock.now() }) as const
  return {
    reads,
    ...asked,
    announced,
    setFault: (error: Error | undefined) => void (fault = error),
    opens: (user: UserId, connection = `of ${user}`) =>
      bus.signal({ type: 'connection.opened', tenantId: 'default', first: true, ...about(user, connection) }),
    closes: (user: UserId, connection = `of ${user}`) =>
      bus.signal({ type: 'connection.gone', user, connection, at: clock.now() }),
    blocks: async (blocker: UserId, other: UserId) => {
      for (const [one, another] of [
        [blocker, other],
        [other, blocker],
      ] as const)
        pairs.set(one, new Set([...(pairs.get(one) ?? []), another]))
      const block = { blocker, blocked: other, session: null, reported: false }
      await bus.signal({ type: 'user.blocked', ...block, at: clock.now() })
    },
    unblocks: (blocker: UserId, other: UserId, apart: readonly UserId[]) =>
      bus.signal({ type: 'user.unblocked', blocker, blocked: other, apart, at: clock.now() }),
    changesElsewhere: (user: UserId) =>
      bus.signal({ type: 'blocks.changed-elsewhere', user, at: clock.now() }),
  }
}

test('who is connected is read once, however often they join', async () => {
  const { of, opens, reads } = open({ ann: ['bob'] })
  await opens('ann')
  for (let join = 0; join < 3; join += 1) expect(await of('ann')).toEqual(new Set(['bob']))
  expect(reads).toEqual(['ann'])
})

test('who is not connected is read at every join', async () => {
  const { of, reads } = open()
  await of('ann')
  await of('ann')
  expect(reads).toEqual(['ann', 'ann'])
})

test('a block holds for the next join of either', async () => {
  const { of, opens, blocks } = open()
  await opens('ann')
  await opens('bob')
  expect([await of('ann'), await of('bob')]).toEqual([new Set(), new Set()])
  await blocks('ann', 'bob')
  expect([await of('ann'), await of('bob')]).toEqual([new Set(['bob']), new Set(['ann'])])
})

test('a block is announced to all processes although the database cannot be asked for more', async () => {
  const { blocks, setFault, announced } = open()
  setFault(new Error('away'))
  await expect(blocks('ann', 'bob')).rejects.toThrow('away')
  expect(announced).toEqual([['ann', 'bob']])
})

test('the end of a block is announced to all whom the blocker did not meet before', async () => {
  const { unblocks, announced } = open()
  await unblocks('ann', 'bob', ['bob', 'mate of bob'])
  expect(announced.flat()).toEqual(expect.arrayContaining(['ann', 'bob', 'mate of bob']))
})

test('a change on another process holds for the next join', async () => {
  const { of, opens, changesElsewhere, reads } = open()
  await opens('ann')
  await of('ann')
  await changesElsewhere('ann')
  await of('ann')
  expect(reads).toEqual(['ann', 'ann'])
})

test('a change while it is read counts', async () => {
  const { of, opens, blocks } = open()
  await opens('ann')
  const asked = of('ann')
  await blocks('ann', 'bob')
  expect(await asked).toEqual(new Set(['bob']))
})

test('a failure is not kept', async () => {
  const { of, opens, setFault } = open({ ann: ['bob'] })
  setFault(new Error('away'))
  await opens('ann')
  await expect(of('ann')).rejects.toThrow('away')
  setFault(undefined)
  expect(await of('ann')).toEqual(new Set(['bob']))
})

test('it is kept for as long as one of their connections is open', async () => {
  const { of, opens, closes, reads } = open()
  await opens('ann', 'first')
  await opens('ann', 'second')
  await closes('ann', 'first')
  await of('ann')
  expect(reads).toEqual(['ann', 'ann'])
  await closes('ann', 'second')
  await of('ann')
  expect(reads).toEqual(['ann', 'ann', 'ann'])
})

test('in conversations blocks by an account’s id count, and the others only for who shares none', async () => {
  const { of, inConversations, among } = open({ ann: ['bob', 'cem', 'stranger'] }, new Set(['bob']))
  expect(await of('ann')).toEqual(new Set(['bob', 'cem', 'stranger']))
  expect(await inConversations('ann')).toEqual(new Set(['bob']))
  expect(await among('ann', ['bob', 'cem', 'stranger', 'dora'])).toEqual(new Set(['bob', 'stranger']))
})
