import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AVOID_REMEMBERED_MS,
  EX_PARTNER_MS,
  MATCHING_DELAY_MS,
  PATIENCE_MS,
  type Pairing,
} from '@/lib/domain/matching'
import { waiting } from '@/lib/domain/waiting.fixture'
import type { WaitingRoom } from './waiting-room'
import { WaitingRoomModel } from './waiting-room.model.fixture'

/** Longer than any lease on a pairing. */
const LONG = 60_000
const users = fc.constantFrom('ann', 'bob', 'cat', 'dan', 'eve', 'fay', 'gus')
const newcomers = fc.record({
  user: users,
  tenantId: fc.constantFrom('default', 'default', 'default', 'other'),
  chatType: fc.constantFrom(
    'text' as const,
    'text' as const,
    'video' as const,
    'video' as const,
    'audio' as const,
  ),
  tier: fc.integer({ min: 0, max: 2 }),
  minTier: fc.constantFrom(0, 0, 0, 1, 2),
  interests: fc.array(fc.constantFrom('music', 'films', 'chess'), { maxLength: 2 }),
  waitedMs: fc.constantFrom(0, 0, PATIENCE_MS),
  avoid: fc.array(users, { maxLength: 1 }),
  carriesVideo: fc.constantFrom(true, true, false),
  patienceMs: fc.constantFrom(null, null, 2_000),
  heldMs: fc.option(fc.constantFrom(0, 1_000, 30_000), { freq: 2 }),
  exPartner: fc.option(fc.record({ user: users, forMs: fc.integer({ min: 0, max: EX_PARTNER_MS }) }), {
    freq: 2,
  }),
})
type Newcomer = typeof newcomers extends fc.Arbitrary<infer T> ? T : never
type Step = (model: WaitingRoomModel) => Promise<void> | void

const join =
  ({ interests, avoid, exPartner, waitedMs, heldMs, ...person }: Newcomer): Step =>
  (model) =>
    model.join(
      waiting(person.user, {
        ...person,
        since: model.now - waitedMs,
        interests: new Set(interests),
        avoid: new Set(avoid),
        heldUntil: heldMs === null ? null : model.now + heldMs,
        exPartner: exPartner && { user: exPartner.user, until: model.now + exPartner.forMs },
      }),
    )
const pass =
  (ms: number): Step =>
  (model) =>
    void (model.now += ms)
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: newcomers.map(join) },
  {
    weight: 2,
    arbitrary: users.map(
      (user): Step =>
        (model) =>
          model.leave(user),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.uniqueArray(users, { minLength: 2, maxLength: 2 }).map(
      ([one = '', other = '']): Step =>
        (model) =>
          model.avoid(one, other),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.uniqueArray(users, { minLength: 2, maxLength: 2 }).map(
      ([one = '', other = '']): Step =>
        (model) =>
          model.reconcile(one, other),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(1, 100, MATCHING_DELAY_MS, PATIENCE_MS, 2_000, AVOID_REMEMBERED_MS).map(pass),
  },
  { weight: 2, arbitrary: fc.constant<Step>((model) => model.retry()) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('settle' as const, 'release' as const).map(
      (how): Step =>
        (model) =>
          model.finish(how),
    ),
  },
)

/** Holds for every adapter of `WaitingRoom`. `open` gives an empty one each time; `histories` is how many random ones to try. */
export function waitingRoomSuite(open: () => Promise<WaitingRoom>, histories: number): void {
  const names = (pairing: Pairing | null | undefined) => pairing?.pair.map(({ user }) => user).toSorted()

  describe('WaitingRoom', () => {
    test('does in any history what a plain search from the start of the queue would do', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (history) => {
          const model = new WaitingRoomModel(await open())
          for (const step of history) {
            await step(model)
            model.checkSizes()
          }
          await model.settleDown()
          model.checkSizes()
        }),
        { numRuns: histories },
      )
    })

    test('the first to come is the first to go', async () => {
      const room = await open()
      for (const [index, user] of ['ann', 'bob', 'cat'].entries()) {
        const { position } = await room.join(
          waiting(user, { avoid: new Set(['ann', 'bob', 'cat']) }),
          user,
          index,
        )
        expect(position).toBe(index + 1)
      }
      const met = []
      for (const user of ['x', 'y', 'z']) met.push((await room.join(waiting(user), user, 9)).pairing)
      expect(met.map(names)).toEqual([
        ['ann', 'x'],
        ['bob', 'y'],
        ['cat', 'z'],
      ])
    })

    test('a pairing is due when the delay ends, and handed out again only after a lease', async () => {
      const room = await open()
      await room.join(waiting('ann'), 'p1', 0)
      const { pairing } = await room.join(waiting('bob'), 'p2', 10)
      expect(pairing).toMatchObject({ id: 'p2', pairedAt: 10, dueAt: 10 + MATCHING_DELAY_MS })
      expect(await room.takeDue(9 + MATCHING_DELAY_MS, 10)).toEqual([])
      expect(await room.takeDue(10 + MATCHING_DELAY_MS, 10)).toMatchObject([{ id: 'p2' }])
      expect(await room.takeDue(11 + MATCHING_DELAY_MS, 10)).toEqual([])
      expect(await room.takeDue(LONG, 10)).toMatchObject([{ id: 'p2' }])
      expect(await room.settle('p2')).toBe('settled')
      expect([await room.settle('p2'), room.size()]).toEqual(['elsewhere', 0])
      expect(await room.takeDue(2 * LONG, 10)).toEqual([])
    })

    test('at most as many pairings are handed out at once as asked for, the oldest first', async () => {
      const room = await open()
      for (let at = 0; at < 6; at += 1) await room.join(waiting(`u${at}`, { since: at }), `p${at}`, at)
      expect((await room.takeDue(LONG, 2)).map(({ id }) => id)).toEqual(['p1', 'p3'])
      expect((await room.takeDue(LONG, 2)).map(({ id }) => id)).toEqual(['p5'])
    })

    test('a person who leaves during the delay leaves the other at their position', async () => {
      const room = await open()
      await room.join(waiting('ann'), 'p1', 0)
      await room.join(waiting('bob'), 'p2', 10)
      await room.join(waiting('cat', { avoid: new Set(['ann']) }), 'p3', 20)
      expect((await room.leave('bob', 30))?.user).toBe('bob')
      expect(await room.settle('p2')).not.toBe('settled')
      expect((await room.join(waiting('ann'), 'p4', 40)).position).toBe(1)
      expect((await room.join(waiting('cat'), 'p5', 40)).position).toBe(2)
      expect(await room.takeDue(LONG, 10)).toEqual([])
      expect(names((await room.join(waiting('dan'), 'p6', 50)).pairing)).toEqual(['ann', 'dan'])
    })

    test.each([
      { how: 'leaves', change: (room: WaitingRoom) => room.leave('ann', LONG) },
      { how: 'blocks the other', change: (room: WaitingRoom) => room.avoid('bob', 'ann', LONG) },
    ])('settling a pair answers, once, that one of it $how after it was handed out', async ({ change }) => {
      const room = await open()
      await room.join(waiting('ann'), 'p1', 0)
      await room.join(waiting('bob'), 'p2', 0)
      await room.takeDue(LONG, 10)
      await change(room)
      expect([await room.settle('p2'), await room.settle('p2')]).toEqual(['broken', 'elsewhere'])
    })

    test('a person waits from joining until the session of their pair is settled, or until they leave', async () => {
      const room = await open()
      const waits = async () => [await room.isWaiting('ann'), await room.isWaiting('bob')]
      expect(await waits()).toEqual([false, false])
      await room.join(waiting('ann'), 'p1', 0)
      expect(await waits()).toEqual([true, false])
      await room.join(waiting('bob'), 'p2', 0)
      await room.takeDue(LONG, 1)
      expect(await waits()).toEqual([true, true])
      await room.settle('p2')
      expect(await waits()).toEqual([false, false])
      await room.join(waiting('ann', { chatType: 'video' }), 'p3', LONG)
      await room.leave('ann', LONG)
      expect(await waits()).toEqual([false, false])
    })

    test('leaving twice, or without having joined, changes nothing', async () => {
      const room = await open()
      await room.join(waiting('ann'), 'p1', 0)
      expect(await room.leave('bob', 1)).toBeUndefined()
      expect((await room.leave('ann', 1))?.user).toBe('ann')
      expect(await room.leave('ann', 1)).toBeUndefined()
      expect((await room.join(waiting('bob'), 'p2', 2)).pairing).toBeNull()
    })

    test('joining again keeps the position and changes the dialect, also within the delay', async () => {
      const room = await open()
      await room.join(waiting('ann'), 'p1', 0)
      const again = await room.join(waiting('ann', { dialect: 'other', since: 5 }), 'p2', 5)
      expect(again).toMatchObject({ again: true, pairing: null, waiting: { since: 0, dialect: 'other' } })
      await room.join(waiting('bob'), 'p3', 6)
      await room.join(waiting('bob', { dialect: 'third' }), 'p4', 7)
      const [due] = await room.takeDue(LONG, 1)
      expect(due?.pair.map(({ user, dialect }) => [user, dialect])).toEqual([
        ['ann', 'other'],
        ['bob', 'third'],
      ])
    })

    test('two people who are reconciled are paired while they wait, also when one knows only of the block', async () => {
      const room = await open()
      await room.avoid('ann', 'bob', 0)
      for (const user of ['ann', 'bob']) await room.join(waiting(user), `p ${user}`, 1)
      expect(await room.retry(2, 10, () => 'p1')).toEqual([])
      await room.reconcile('bob', 'ann', 3)
      const ids = ['p1', 'p2'].values()
      expect(await room.retry(3, 10, () => ids.next().value ?? '')).toMatchObject([{ id: 'p1' }])
      await room.takeDue(LONG, 10)
      await room.settle('p1')
      await room.join(waiting('ann'), 'p3', 4)
      const late = await room.join(waiting('bob', { avoid: new Set(['ann', 'cat']) }), 'p4', 4)
      expect(late.pairing?.pair.map(({ user }) => user)).toEqual(['ann', 'bob'])
    })

    test('a block made again after that holds', async () => {
      const room = await open()
      await room.avoid('ann', 'bob', 0)
      await room.reconcile('ann', 'bob', 1)
      await room.avoid('bob', 'ann', 2)
      for (const user of ['ann', 'bob']) await room.join(waiting(user), `p ${user}`, 3)
      expect(await room.retry(LONG, 10, () => 'p1')).toEqual([])
      expect(room.size()).toBe(2)
    })

    test('people who are held meet only others like them until it is over, and those before all', async () => {
      const room = await open()
      const until = 4_000
      const first = await room.join(waiting('ann', { heldUntil: until }), 'p1', 0)
      expect([first.pairing, room.heldBack()]).toEqual([null, 1])
      expect((await room.join(waiting('bob'), 'p2', 1)).pairing).toBeNull()
      expect((await room.join(waiting('cat', { minTier: 2 }), 'p3', 1)).position).toBe(3)
      expect(await room.retry(until - 1, 10, () => 'p4')).toEqual([])
      const like = await room.join(waiting('dan', { heldUntil: 9_000, interests: new Set(['x']) }), 'p5', 2)
      expect(like.pairing?.pair.map(({ user }) => user)).toEqual(['ann', 'dan'])
      await room.release('p5', ['ann'], 3)
      expect([await room.retry(until - 1, 10, () => 'p6'), room.heldBack()]).toEqual([[], 1])
      const [pairing] = await room.retry(until, 10, () => 'p7')
      expect(pairing?.pair.map(({ user }) => user)).toEqual(['bob', 'ann'])
    })

    test('two people who block each other while chosen are parted, and meet others', async () => {
      const room = await open()
      await room.join(waiting('ann'), 'p1', 0)
      await room.join(waiting('bob'), 'p2', 0)
      await room.avoid('bob', 'ann', 10)
      expect(await room.takeDue(LONG, 10)).toEqual([])
      expect(await room.retry(LONG, 10, () => 'p3')).toEqual([])
      expect(names((await room.join(waiting('cat'), 'p4', LONG)).pairing)).toEqual(['ann', 'cat'])
    })

    test.each([
      { ms: AVOID_REMEMBERED_MS - 1, meet: false },
      { ms: AVOID_REMEMBERED_MS, meet: true },
    ])(
      'a person who arrives $ms ms after a block that they did not know of: meet = $meet',
      async ({ ms, meet }) => {
        const room = await open()
        await room.join(waiting('ann'), 'p1', 0)
        await room.leave('ann', 1)
        await room.avoid('ann', 'bob', 1)
        await room.avoid('ann', 'cat', 2)
        await room.join(waiting('bob', { since: 1 + ms }), 'p2', 1 + ms)
        const { pairing } = await room.join(waiting('ann', { since: 1 + ms }), 'p3', 1 + ms)
        expect(names(pairing)).toEqual(meet ? ['ann', 'bob'] : undefined)
        expect((await room.join(waiting('cat', { since: 1 + ms }), 'p4', 1 + ms)).pairing === null).toBe(meet)
      },
    )

    test('the partner just left comes last, however interesting, and not before the time is over', async () => {
      const room = await open()
      const interests = new Set(['music'])
      const exPartner = { user: 'bob', until: EX_PARTNER_MS }
      await room.join(waiting('bob', { interests }), 'p1', 0)
      expect((await room.join(waiting('ann', { interests, exPartner }), 'p2', 0)).pairing).toBeNull()
      expect(await room.retry(EX_PARTNER_MS - 1, 10, () => 'p3')).toEqual([])
      expect((await room.retry(EX_PARTNER_MS, 10, () => 'p4')).map(names)).toEqual([['ann', 'bob']])

      await room.leave('ann', EX_PARTNER_MS)
      await room.join(waiting('cat', { avoid: new Set(['bob']) }), 'p5', EX_PARTNER_MS)
      const { pairing } = await room.join(waiting('ann', { interests, exPartner }), 'p6', EX_PARTNER_MS)
      expect(names(pairing)).toEqual(['ann', 'cat'])
    })

    test('an interest is worth waiting for, but only so long', async () => {
      const room = await open()
      await room.join(waiting('ann'), 'p1', 0)
      expect((await room.join(waiting('bob', { interests: new Set(['chess']) }), 'p2', 0)).pairing).toBeNull()
      expect(await room.retry(PATIENCE_MS - 1, 10, () => 'p3')).toEqual([])
      expect((await room.retry(PATIENCE_MS, 10, () => 'p4')).map(names)).toEqual([['ann', 'bob']])
    })

    test('a person waits as long, and a pair is held back as long, as the policy says that they joined with', async () => {
      const room = await open()
      const policy = { delayMs: 300, patienceMs: 2_000 }
      await room.join(waiting('ann', { policy }), 'p1', 0)
      await room.join(waiting('bob', { interests: new Set(['chess']), policy }), 'p2', 0)
      expect(await room.retry(policy.patienceMs - 1, 10, () => 'p3')).toEqual([])
      const [pairing] = await room.retry(policy.patienceMs, 10, () => 'p4')
      expect(names(pairing)).toEqual(['ann', 'bob'])
      expect(pairing?.dueAt).toBe(policy.patienceMs + policy.delayMs)
      expect(pairing?.pair[0].policy).toEqual(policy)
    })

    test('who has more patience waits longer for a shared interest, and nobody else waits because of it', async () => {
      const room = await open()
      const patient = waiting('ann', { interests: new Set(['chess']), patienceMs: 12_000, look: 'ocean' })
      expect((await room.join(patient, 'p1', 0)).waiting).toMatchObject({ patienceMs: 12_000, look: 'ocean' })
      expect((await room.join(waiting('bob'), 'p2', 0)).pairing).toBeNull()
      expect(await room.retry(PATIENCE_MS, 10, () => 'p3')).toEqual([])
      expect(names((await room.join(waiting('cat'), 'p4', 1_000)).pairing)).toEqual(['bob', 'cat'])
      await room.join(waiting('dan'), 'p5', 2_000)
      expect(await room.retry(11_999, 10, () => 'p6')).toEqual([])
      expect((await room.retry(12_000, 10, () => 'p7')).map(names)).toEqual([['ann', 'dan']])
    })

    test('among those who share any interest the first to come is chosen', async () => {
      const room = await open()
      await room.join(waiting('ann', { interests: new Set(['films']) }), 'p1', 0)
      await room.join(waiting('bob', { interests: new Set(['music']) }), 'p2', 0)
      const both = waiting('cat', { interests: new Set(['music', 'films']) })
      expect(names((await room.join(both, 'p3', 1)).pairing)).toEqual(['ann', 'cat'])
    })

    test('a person who asks for video over a line without it waits, meets nobody, and is in no other’s way', async () => {
      const room = await open()
      const video = (user: string, changes = {}) => waiting(user, { chatType: 'video', ...changes })
      const interests = new Set(['chess'])
      const stranded = await room.join(video('ann', { carriesVideo: false, interests }), 'p1', 0)
      expect(stranded).toMatchObject({ position: 1, pairing: null, waiting: { carriesVideo: false } })
      expect(await room.join(video('ann', { carriesVideo: true }), 'p2', 1)).toMatchObject({
        position: 1,
        again: true,
        waiting: { carriesVideo: false },
      })
      expect(await room.join(video('bob', { interests }), 'p3', 2)).toMatchObject({
        position: 1,
        pairing: null,
      })
      expect(await room.join(video('cat', { carriesVideo: false }), 'p4', 3)).toMatchObject({ position: 2 })
      await room.avoid('ann', 'bob', 4)
      await room.reconcile('ann', 'bob', 5)
      expect([
        await room.retry(LONG, 10, () => 'p5'),
        room.size('video'),
        await room.isWaiting('ann'),
      ]).toEqual([[], 3, true])
      expect(names((await room.join(video('dan'), 'p6', LONG)).pairing)).toEqual(['bob', 'dan'])
      expect((await room.leave('ann', LONG))?.user).toBe('ann')
      expect([room.size('video'), await room.isWaiting('ann')]).toEqual([3, false])
    })

    test('a line that carries no video matters for video alone, and is left behind with it', async () => {
      const room = await open()
      const line = { carriesVideo: false }
      await room.join(waiting('ann', { chatType: 'video', ...line }), 'p1', 0)
      expect((await room.join(waiting('bob', { chatType: 'audio', ...line }), 'p2', 0)).pairing).toBeNull()
      const moved = await room.join(waiting('ann', { chatType: 'audio', ...line }), 'p3', 1)
      expect(names(moved.pairing)).toEqual(['ann', 'bob'])
    })

    test('people who meet nobody cost those who meet somebody nothing', async () => {
      const room = await open()
      const video = (user: string, changes = {}) => waiting(user, { chatType: 'video', ...changes })
      for (let index = 0; index < 100; index += 1) {
        const held = index % 2 === 0 ? { heldUntil: 10 } : {}
        await room.join(video(`u${index}`, { carriesVideo: false, ...held }), `p${index}`, 0)
      }
      expect(await room.join(video('ann'), 'a', 20)).toMatchObject({ position: 1 })
      expect(names((await room.join(video('bob'), 'b', 20)).pairing)).toEqual(['ann', 'bob'])
      expect(await room.retry(LONG, 1_000, () => 'p')).toEqual([])
    })

    test('moving to another kind of chat leaves the first', async () => {
      const room = await open()
      await room.join(waiting('ann'), 'p1', 0)
      await room.join(waiting('bob'), 'p2', 0)
      expect((await room.join(waiting('bob', { chatType: 'video' }), 'p3', 1)).again).toBe(false)
      expect([room.size('text'), room.size('video')]).toEqual([1, 1])
      expect(await room.takeDue(LONG, 10)).toEqual([])
    })

    test('of a pair without a session, a person who stays has their position back, the other is out', async () => {
      const room = await open()
      await room.join(waiting('ann'), 'p1', 0)
      await room.join(waiting('bob'), 'p2', 0)
      await room.takeDue(LONG, 1)
      await room.release('p2', ['bob'], LONG)
      expect([room.size(), (await room.leave('ann', LONG))?.user]).toEqual([1, undefined])
      expect(names((await room.join(waiting('cat'), 'p3', LONG)).pairing)).toEqual(['bob', 'cat'])
    })

    test('people beyond one search are found by the next ones', async () => {
      const room = await open()
      const crowd = Array.from({ length: 100 }, (_, index) => `u${index}`)
      for (const user of crowd) await room.join(waiting(user, { avoid: new Set([...crowd, 'ann']) }), user, 0)
      await room.join(waiting('bob', { avoid: new Set(crowd) }), 'bob', 0)
      expect((await room.join(waiting('ann'), 'ann', 0)).pairing).toBeNull()
      const found = []
      for (let now = 0; now < LONG; now += 100) found.push(...(await room.retry(now, 1_000, () => `p${now}`)))
      expect(found.map(names)).toEqual([['ann', 'bob']])
    })
  })
}
