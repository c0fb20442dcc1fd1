import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FOUL_MESSAGES_ALLOWED } from '@/lib/domain/moderation'
import { IDLE_MS, type NewSession, RECONNECT_WINDOW_MS, UNSURE_MS } from '@/lib/domain/sessions'
import { createMemorySessions } from '@/lib/server/adapters/memory/sessions'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import { sessionsSuite } from '@/lib/server/ports/sessions/sessions.suite'
import { describeWithRedis } from '../redis.fixture'
import { createRedisSessions } from './sessions'

const users = fc.constantFrom('ann', 'bob', 'cat')
const ids = fc.constantFrom(0, 0, 0, 1, 2, 3, 5, 8, 13).map((index) => `s${index}`)
type Step = (sessions: Sessions, now: number, index: number) => unknown
/** What is done, and how long before. */
type Timed = readonly [Step, number]

const person = fc.record({
  user: users,
  publicId: fc.uuid(),
  dialect: fc.constantFrom('one', 'other'),
  here: fc.boolean(),
})
const pair = fc.tuple(person, person).filter(([a, b]) => a.user !== b.user)
const begin =
  (two: NewSession['pair']): Step =>
  (sessions, now, index) =>
    sessions.create({ id: `s${index}`, tenantId: 'default', chatType: 'text', pair: two }, now)
/** In a session that may have been made by an earlier step: they are named by the step's index. */
const append = fc
  .record({
    id: ids,
    author: users,
    content: fc.string({ unit: 'grapheme', maxLength: 5 }),
    clientMessageId: fc.option(fc.constantFrom('c1', 'c2', 'c 3')),
    deliversAtOnce: fc.boolean(),
    foul: fc.nat(9).map((n) => n === 0),
  })
  .map(({ id, author, content, clientMessageId, ...how }): Step => (sessions, now) => {
    const draft = { messageId: `m${now}`, content, type: 'text', clientMessageId } as const
    return sessions.append(id, author, draft, how, now)
  })
const many = fc
  .record({ id: ids, author: users, count: fc.integer({ min: 20, max: 300 }), deliversAtOnce: fc.boolean() })
  .map(({ id, author, count, deliversAtOnce }): Step => async (sessions, now) => {
    const draft = { messageId: 'm', content: 'again', type: 'text', clientMessageId: null } as const
    let last
    for (let time = 0; time < count; time += 1)
      last = await sessions.append(id, author, draft, { deliversAtOnce, foul: false }, now)
    return last
  })
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: pair.map(begin),
  },
  { weight: 8, arbitrary: append },
  { weight: 1, arbitrary: many },
  {
    weight: 2,
    arbitrary: users.map(
      (user): Step =>
        (sessions, now) =>
          sessions.away(user, now),
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(users, fc.record({ lastSeq: fc.nat(40), dialect: fc.constant('third') }, { requiredKeys: [] }))
      .map(
        ([user, how]): Step =>
          (sessions, now) =>
            sessions.resume(user, how, now),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(users, fc.option(ids, { nil: undefined })).map(
      ([user, id]): Step =>
        (sessions, now) =>
          sessions.end(user, id, 'left', user, now),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constant<Step>(async (sessions, now) => {
      const over = await sessions.expire(now, 100)
      return over.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(users, fc.option(ids, { nil: undefined })).map(
      ([user, id]): Step =>
        (sessions, now) =>
          sessions.reportable(user, id, now),
    ),
  },
  {
    weight: 1,
    arbitrary: users.map(
      (user): Step =>
        (sessions, now) =>
          sessions.lastPartner(user, now),
    ),
  },
)
const pauses = fc.constantFrom(0, 0, 0, 1, 1_000, RECONNECT_WINDOW_MS, UNSURE_MS, IDLE_MS)
const histories: fc.Arbitrary<Timed[]> = fc
  .tuple(pair, fc.array(fc.tuple(steps, pauses), { maxLength: 40 }))
  .map(([first, rest]) => [[begin(first), 0], ...rest])

describeWithRedis('on Redis', (redis) => {
  sessionsSuite(async () => createRedisSessions(await redis.deployment()))

  test(`behaves in any history as memory does (${FOUL_MESSAGES_ALLOWED} foul messages and all)`, async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const [memory, shared] = [createMemorySessions(), createRedisSessions(await redis.deployment())]
        let now = 1_800_000_000_000
        for (const [index, [step, pause]] of history.entries()) {
          now += pause
          expect(await step(shared, now, index)).toEqual(await step(memory, now, index))
          for (const user of ['ann', 'bob', 'cat'])
            expect(await shared.ofUser(user)).toEqual(await memory.ofUser(user))
        }
        await Promise.all([memory.expire(now, 0), shared.expire(now, 0)])
        expect(shared.size()).toBe(memory.size())
      }),
      { numRuns: 300 },
    )
  })
})
