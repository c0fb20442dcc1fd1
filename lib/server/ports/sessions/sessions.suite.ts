import { describe, expect, test } from 'vitest'
import { MEDIA_FAILED_MS } from '@/lib/domain/media/media'
import { withMedia } from '@/lib/domain/media/session-media'
import { EX_PARTNER_MS } from '@/lib/domain/matching'
import { EVIDENCE_MESSAGES, FOUL_MESSAGES_ALLOWED, REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import {
  ARRIVAL_WINDOW_MS,
  IDLE_MS,
  LOG_MAX,
  LOG_MAX_BYTES,
  SPENT_NAMES,
  LOG_MIN,
  me,
  type NewParticipant,
  type NewSession,
  RECONNECT_WINDOW_MS,
  type Session,
  UNSURE_MS,
} from '@/lib/domain/sessions'
import { RECORD_LEASE_MS } from '../records/live-records'
import type { Sessions } from './sessions'

const T0 = 1_000_000

const here = (user: string, changes: Partial<NewParticipant> = {}): NewParticipant => ({
  user,
  publicId: `${user} here`,
  dialect: 'plain',
  here: true,
  ...changes,
})

const between = (a: NewParticipant, b: NewParticipant, id = 's1'): NewSession => ({
  id,
  tenantId: 'default',
  chatType: 'text',
  pair: [a, b],
})

/** Sends one message; `deliversAtOnce` unless given otherwise. */
function send(
  sessions: Sessions,
  author: string,
  content: string,
  at: number,
  how: { session?: string; clientMessageId?: string | null; deliversAtOnce?: boolean; foul?: boolean } = {},
) {
  const { session = 's1', clientMessageId = null, deliversAtOnce = true, foul = false } = how
  const draft = { messageId: `msg_${content}`, content, type: 'text', clientMessageId } as const
  return sessions.append(session, author, draft, { deliversAtOnce, foul }, at)
}

async function saved(...parameters: Parameters<typeof send>) {
  const appended = await send(...parameters)
  if (!appended || appended === 'too-foul') throw new Error('The message was not saved')
  return appended
}

/** Holds for every adapter of `Sessions`. `open` gives one without sessions each time. */
export function sessionsSuite(open: () => Promise<Sessions>): void {
  async function annAndBob(changes: { ann?: Partial<NewParticipant>; bob?: Partial<NewParticipant> } = {}) {
    const sessions = await open()
    await sessions.create(between(here('ann', changes.ann), here('bob', changes.bob)), T0)
    return sessions
  }
  const seqs = (entries: readonly { seq: number }[] | undefined) => entries?.map(({ seq }) => seq)
  const upTo = (last: number, first = 1) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index)

  describe('Sessions: who is in one', () => {
    test('a session begins with both, and one at a time', async () => {
      const sessions = await annAndBob()
      expect(await sessions.ofUser('bob')).toMatchObject({ id: 's1', startedAt: T0, lastSeq: 0, end: null })
      expect(await sessions.create(between(here('cat'), here('bob'), 's2'), T0)).toEqual({ busy: ['bob'] })
      expect(await sessions.create(between(here('ann'), here('bob'), 's3'), T0)).toEqual({
        busy: ['ann', 'bob'],
      })
      expect([await sessions.ofUser('cat'), sessions.size()]).toEqual([undefined, 1])
    })

    test('live sessions are listed, and those that ended are not', async () => {
      const sessions = await annAndBob()
      await sessions.create(between(here('cat'), here('dan'), 's2'), T0 + 1)
      const ids = async (offset: number, limit: number) =>
        (await sessions.list(offset, limit)).sessions.map(({ id }) => id)
      expect((await ids(0, 10)).toSorted()).toEqual(['s1', 's2'])
      expect([...(await ids(0, 1)), ...(await ids(1, 1))].toSorted()).toEqual(['s1', 's2'])
      expect([(await sessions.list(0, 1)).next, (await sessions.list(0, 3)).next]).toEqual([1, null])
      await sessions.end('ann', 's1', 'left', 'ann', T0 + 2)
      expect(await ids(0, 10)).toEqual(['s2'])
    })

    test('participants keep the id that their partner knows them by, whatever happens', async () => {
      const sessions = await annAndBob({ ann: { publicId: 'p1' }, bob: { publicId: 'p2' } })
      await send(sessions, 'bob', 'hello', T0 + 1)
      await sessions.away('bob', T0 + 2)
      await sessions.resume('bob', {}, T0 + 3)
      await sessions.create(between(here('ann', { publicId: 'p3' }), here('bob', { publicId: 'p4' })), T0 + 4)
      const ids = [{ publicId: 'p1' }, { publicId: 'p2' }]
      expect((await sessions.ofUser('ann'))?.participants).toMatchObject(ids)
      await sessions.end('ann', 's1', 'left', 'ann', T0 + 4)
      expect((await sessions.reportable('bob', 's1', T0 + 5))?.session.participants).toMatchObject(ids)
    })

    test('a session made again is the same, and none once it has ended', async () => {
      const sessions = await annAndBob()
      await saved(sessions, 'ann', 'hello', T0)
      const again = () => sessions.create(between(here('ann'), here('bob')), T0 + 1)
      expect(await again()).toMatchObject({ session: { id: 's1', startedAt: T0, lastSeq: 1 } })
      expect(sessions.size()).toBe(1)
      await sessions.end('ann', undefined, 'left', 'ann', T0 + 2)
      expect(await again()).toEqual({ busy: [] })
      expect([await sessions.ofUser('ann'), sessions.size()]).toEqual([undefined, 0])
    })

    test('a participant without a connection has ten seconds to connect, from the start', async () => {
      const sessions = await annAndBob({ bob: { here: false } })
      expect(me((await sessions.ofUser('ann'))!, 'bob').awayUntil).toBe(T0 + ARRIVAL_WINDOW_MS)
      expect(await sessions.expire(T0 + ARRIVAL_WINDOW_MS, 10)).toMatchObject([
        { end: { cause: 'disconnected', by: 'bob' } },
      ])
    })

    test('each participant keeps the shared interests in their own words, whatever happens', async () => {
      const sessions = await annAndBob({ ann: { sharedInterests: ['Music', 'Schach'] } })
      await send(sessions, 'bob', 'hello', T0 + 1)
      await sessions.away('bob', T0 + 2)
      await sessions.resume('bob', {}, T0 + 3)
      const words = [{ sharedInterests: ['Music', 'Schach'] }, { sharedInterests: [] }]
      expect((await sessions.ofUser('ann'))?.participants).toMatchObject(words)
      const ended = await sessions.end('ann', 's1', 'left', 'ann', T0 + 4)
      expect(ended?.participants).toMatchObject(words)
    })

    test('a session ends once', async () => {
      const sessions = await annAndBob()
      expect(await sessions.end('cat', undefined, 'left', 'cat', T0)).toBeUndefined()
      expect(await sessions.end('ann', 's2', 'left', 'ann', T0)).toBeUndefined()
      const ended = await sessions.end('ann', undefined, 'left', 'ann', T0 + 5)
      expect(ended?.end).toEqual({ cause: 'left', by: 'ann', at: T0 + 5 })
      expect(await sessions.end('bob', 's1', 'left', 'bob', T0 + 5)).toBeUndefined()
      expect(await sessions.expire(T0 + 2 * IDLE_MS, 10)).toEqual([])
      expect([await sessions.ofUser('ann'), await sessions.ofUser('bob'), sessions.size()]).toEqual([
        undefined,
        undefined,
        0,
      ])
    })

    test('both may be in another session at once after the end', async () => {
      const sessions = await annAndBob()
      await sessions.end('ann', 's1', 'left', 'ann', T0)
      expect(await sessions.create(between(here('ann'), here('bob'), 's2'), T0)).toMatchObject({
        session: { id: 's2' },
      })
      expect((await sessions.ofUser('bob'))?.id).toBe('s2')
    })
  })

  describe('Sessions: a message', () => {
    test('is numbered from 1 without gaps, by both, and counted by author', async () => {
      const sessions = await annAndBob()
      const authors = ['ann', 'bob', 'bob', 'ann', 'bob']
      const entries = []
      for (const [index, author] of authors.entries())
        entries.push((await saved(sessions, author, `${index}`, T0 + index)).entry)
      expect(entries.map(({ seq, author }) => [seq, author])).toEqual(
        authors.map((author, index) => [index + 1, author]),
      )
      expect(entries[0]).toMatchObject({
        content: '0',
        at: T0,
        delivered: true,
        type: 'text',
        messageId: 'msg_0',
      })
      const session = await sessions.ofUser('ann')
      expect(session?.participants.map(({ messages }) => messages)).toEqual([2, 3])
      expect(session).toMatchObject({ lastSeq: 5, activeAt: T0 + 4 })
    })

    test('sent twice under one name of its author is saved once, each author having names of their own', async () => {
      const sessions = await annAndBob()
      const first = await saved(sessions, 'ann', 'hello', T0, { clientMessageId: 'c1' })
      const again = await saved(sessions, 'ann', 'changed', T0 + 9, { clientMessageId: 'c1' })
      const other = await saved(sessions, 'bob', 'hi', T0 + 10, { clientMessageId: 'c1' })
      expect([first.duplicate, again.duplicate, other.duplicate]).toEqual([false, true, false])
      expect(again.entry).toEqual(first.entry)
      expect(other.entry.seq).toBe(2)
    })

    test('of many sent at once is numbered once', async () => {
      const sessions = await annAndBob()
      const all = await Promise.all(
        upTo(50).map((n) =>
          saved(sessions, n % 2 ? 'ann' : 'bob', `${n}`, T0, { clientMessageId: `c${n % 40}-${n % 2}` }),
        ),
      )
      const fresh = all.filter(({ duplicate }) => !duplicate).map(({ entry }) => entry.seq)
      expect(fresh.toSorted((a, b) => a - b)).toEqual(upTo(40))
    })

    test('is refused from outsiders, in other sessions, and after the end', async () => {
      const sessions = await annAndBob()
      expect(await send(sessions, 'cat', 'hello', T0)).toBeUndefined()
      expect(await send(sessions, 'ann', 'hello', T0, { session: 's2' })).toBeUndefined()
      await sessions.end('bob', undefined, 'left', 'bob', T0)
      expect(await send(sessions, 'ann', 'hello', T0)).toBeUndefined()
    })

    test('is refused once the time to come back or to be silent is over, expired already or not', async () => {
      const sessions = await annAndBob()
      await sessions.away('bob', T0)
      await saved(sessions, 'ann', 'in time', T0 + RECONNECT_WINDOW_MS - 1)
      expect(await send(sessions, 'bob', 'late', T0 + RECONNECT_WINDOW_MS)).toBeUndefined()
      expect(await send(await annAndBob(), 'ann', 'late', T0 + IDLE_MS)).toBeUndefined()
    })

    test('is not delivered to a participant who is away, though a connection seems to be there', async () => {
      const sessions = await annAndBob()
      await sessions.away('bob', T0)
      const { entry, session } = await saved(sessions, 'ann', 'hello', T0, { deliversAtOnce: true })
      expect([entry.delivered, me(session, 'bob').deliveredSeq]).toEqual([false, 0])
      expect((await sessions.resume('bob', {}, T0 + 1))?.newlyDelivered).toEqual([entry])
    })

    test(`is forgiven ${FOUL_MESSAGES_ALLOWED} times when foul, by each; the next is not saved`, async () => {
      const sessions = await annAndBob()
      for (let time = 1; time <= FOUL_MESSAGES_ALLOWED; time += 1)
        expect((await saved(sessions, 'ann', `foul ${time}`, T0, { foul: true })).entry.seq).toBe(time)
      expect((await saved(sessions, 'bob', 'foul too', T0, { foul: true })).entry.seq).toBe(3)
      expect(await send(sessions, 'ann', 'foul again', T0, { foul: true })).toBe('too-foul')
      expect(await sessions.ofUser('ann')).toMatchObject({
        lastSeq: 3,
        participants: [{ strikes: 2 }, { strikes: 1 }],
      })
      expect((await saved(sessions, 'ann', 'friendly', T0)).entry.seq).toBe(4)
    })

    test('foul and sent twice under one name counts once', async () => {
      const sessions = await annAndBob()
      for (let time = 0; time < 5; time += 1)
        await saved(sessions, 'ann', 'foul', T0, { foul: true, clientMessageId: 'c1' })
      expect((await saved(sessions, 'ann', 'foul too', T0, { foul: true })).entry.seq).toBe(2)
    })
  })

  describe('Sessions: the log', () => {
    const retained = async (sessions: Sessions, now: number) =>
      seqs((await sessions.resume('bob', {}, now))?.entries)

    test(`keeps the last ${LOG_MIN} once both have everything and it cannot be lost on the way`, async () => {
      const sessions = await annAndBob()
      for (const n of upTo(100)) await saved(sessions, 'ann', `${n}`, T0)
      expect(await retained(sessions, T0)).toEqual(upTo(100))
      await saved(sessions, 'ann', 'later', T0 + UNSURE_MS)
      expect(await retained(sessions, T0 + UNSURE_MS)).toEqual(upTo(101, 72))
    })

    test(`keeps all that one participant has not seen, up to ${LOG_MAX}`, async () => {
      const sessions = await annAndBob()
      await saved(sessions, 'ann', 'seen', T0)
      await sessions.away('bob', T0)
      const now = T0 + RECONNECT_WINDOW_MS - 1
      for (const n of upTo(LOG_MAX)) await saved(sessions, 'ann', `${n}`, now, { deliversAtOnce: false })
      expect(await retained(sessions, now)).toEqual(upTo(LOG_MAX + 1, 2))
    })

    test('keeps at most 9 MB of what one participant has not seen, and the evidence of a report all the same', async () => {
      const sessions = await annAndBob()
      const picture = 'A'.repeat(LOG_MAX_BYTES / 60)
      const draft = { messageId: 'm', content: picture, type: 'image', clientMessageId: null } as const
      const how = { deliversAtOnce: false, foul: false }
      await saved(sessions, 'bob', 'the first message', T0)
      await sessions.away('bob', T0 + 1)
      for (const n of upTo(70)) await sessions.append('s1', 'ann', draft, how, T0 + 1 + n)
      expect(await retained(sessions, T0 + 99)).toEqual(upTo(71, 12))
      const evidence = (await sessions.reportable('ann', undefined, T0 + 99))?.log
      expect(seqs(evidence)).toEqual([1, ...upTo(71, 71 - EVIDENCE_MESSAGES + 1)])
      await saved(sessions, 'ann', 'small', T0 + 100)
      expect(await retained(sessions, T0 + 100)).toEqual(upTo(72, 13))
    })

    test('a copy that comes after its message was dropped is not saved again, for so many entries', async () => {
      const sessions = await annAndBob()
      const named = (n: number) => ({ clientMessageId: `c${n}` })
      await saved(sessions, 'ann', 'first', T0, named(0))
      for (const n of upTo(LOG_MAX)) await saved(sessions, 'bob', `${n}`, T0, named(n))
      expect(await send(sessions, 'ann', 'first', T0, named(0))).toBeUndefined()
      expect((await sessions.ofUser('ann'))?.lastSeq).toBe(LOG_MAX + 1)
      for (const n of upTo(SPENT_NAMES)) await saved(sessions, 'bob', `${n}`, T0, named(LOG_MAX + n))
      expect((await saved(sessions, 'ann', 'second', T0, named(0))).duplicate).toBe(false)
    })
  })

  describe('Sessions: confirmed delivery', () => {
    const unconfirmed = { deliversAtOnce: false }

    test('confirming delivers the partner’s messages up to a position, once, and is never undone', async () => {
      const sessions = await annAndBob()
      for (const n of [1, 2]) await saved(sessions, 'ann', `${n}`, T0 + n, unconfirmed)
      await saved(sessions, 'bob', '3', T0 + 3)
      await saved(sessions, 'ann', '4', T0 + 4, unconfirmed)
      const confirm = async (seq: number) => seqs((await sessions.confirm('bob', 's1', seq))?.newlyDelivered)
      expect(await confirm(1)).toEqual([1])
      expect(await confirm(3)).toEqual([2])
      expect(await confirm(2)).toEqual([])
      expect(await confirm(1_000)).toEqual([4])
      expect(await confirm(1_000)).toEqual([])
      expect(me((await sessions.ofUser('ann'))!, 'bob').deliveredSeq).toBe(4)
    })

    test('a returning client that confirms has what its position says, and no more', async () => {
      const sessions = await annAndBob()
      for (const n of [1, 2, 3]) await saved(sessions, 'ann', `${n}`, T0 + n, unconfirmed)
      await sessions.away('bob', T0 + 4)
      const resumed = await sessions.resume('bob', { lastSeq: 1, confirms: true }, T0 + 5)
      expect([seqs(resumed?.entries), seqs(resumed?.newlyDelivered)]).toEqual([[2, 3], [1]])
      expect(me(resumed!.session, 'bob')).toMatchObject({ deliveredSeq: 1, awayUntil: null })
      expect(seqs((await sessions.confirm('bob', 's1', 3))?.newlyDelivered)).toEqual([2, 3])
    })

    test('one’s own messages and those delivered by writing are not delivered again', async () => {
      const sessions = await annAndBob()
      await saved(sessions, 'bob', '1', T0)
      await saved(sessions, 'ann', '2', T0)
      expect((await sessions.confirm('bob', 's1', 2))?.newlyDelivered).toEqual([])
    })

    test('is for the participants of a live session', async () => {
      const sessions = await annAndBob()
      expect(await sessions.confirm('cas', 's1', 1)).toBeUndefined()
      expect(await sessions.confirm('bob', 's2', 1)).toBeUndefined()
      await sessions.end('ann', undefined, 'left', 'ann', T0)
      expect(await sessions.confirm('bob', 's1', 1)).toBeUndefined()
    })
  })

  describe('Sessions: coming back', () => {
    test('gives what came after a position, or everything kept', async () => {
      const sessions = await annAndBob()
      await saved(sessions, 'ann', '1', T0)
      await sessions.away('bob', T0)
      for (const n of [2, 3, 4]) await saved(sessions, 'ann', `${n}`, T0 + n, { deliversAtOnce: false })
      const resumed = await sessions.resume('bob', { lastSeq: 2 }, T0 + 10)
      expect(seqs(resumed?.entries)).toEqual([3, 4])
      expect(seqs(resumed?.newlyDelivered)).toEqual([2, 3, 4])
      expect(resumed).toMatchObject({ wasAway: true, session: { id: 's1' } })
      const again = await sessions.resume('bob', {}, T0 + 11)
      expect([seqs(again?.entries), again?.wasAway, again?.newlyDelivered]).toEqual([[1, 2, 3, 4], false, []])
    })

    test('beyond the end gives nothing, and changes to the new dialect', async () => {
      const sessions = await annAndBob()
      const resumed = await sessions.resume('ann', { lastSeq: 99, dialect: 'other' }, T0)
      expect([resumed?.entries, me(resumed!.session, 'ann').dialect]).toEqual([[], 'other'])
      expect(me((await sessions.ofUser('bob'))!, 'ann').dialect).toBe('other')
    })

    test('a participant who is away and sends a message is back', async () => {
      const sessions = await annAndBob()
      await sessions.away('bob', T0)
      const { cameBack, session } = await saved(sessions, 'bob', 'here I am', T0 + 1)
      expect([cameBack, me(session, 'bob').awayUntil]).toEqual([true, null])
    })

    test.each([
      { ms: RECONNECT_WINDOW_MS - 1, back: true },
      { ms: RECONNECT_WINDOW_MS, back: false },
    ])('after $ms ms: possible = $back', async ({ ms, back }) => {
      const sessions = await annAndBob()
      expect(me((await sessions.away('bob', T0))!, 'bob').awayUntil).toBe(T0 + RECONNECT_WINDOW_MS)
      expect((await sessions.resume('bob', {}, T0 + ms)) !== undefined).toBe(back)
      expect(await sessions.expire(T0 + ms, 10)).toHaveLength(back ? 0 : 1)
    })

    test('a participant who is lost again before being back has no more time for it', async () => {
      const sessions = await annAndBob()
      await sessions.away('bob', T0)
      expect(await sessions.away('bob', T0 + 20_000)).toBeUndefined()
      expect(me((await sessions.ofUser('ann'))!, 'bob').awayUntil).toBe(T0 + RECONNECT_WINDOW_MS)
      expect(await sessions.expire(T0 + RECONNECT_WINDOW_MS, 10)).toHaveLength(1)
    })

    test('has nothing to come back to without a session', async () => {
      const sessions = await open()
      expect(await sessions.away('ann', T0)).toBeUndefined()
      expect(await sessions.resume('ann', {}, T0)).toBeUndefined()
    })
  })

  describe('Sessions: missed entries', () => {
    test.each([
      { after: 0, missed: [1, 2, 3] },
      { after: 2, missed: [3] },
      { after: 3, missed: [] },
      { after: 99, missed: [] },
    ])('after $after: $missed', async ({ after, missed }) => {
      const sessions = await annAndBob()
      for (const n of upTo(3)) await saved(sessions, n === 2 ? 'bob' : 'ann', `${n}`, T0)
      const found = await sessions.missed('bob', 's1', after)
      expect([found?.session.lastSeq, seqs(found?.entries)]).toEqual([3, missed])
    })

    test('are as many as are kept, and whole', async () => {
      const sessions = await annAndBob()
      const all = []
      for (const n of upTo(LOG_MAX + 5)) all.push((await saved(sessions, 'ann', `${n}`, T0)).entry)
      expect((await sessions.missed('bob', 's1', 2))?.entries).toEqual(all.slice(5))
      expect((await sessions.missed('bob', 's1', LOG_MAX))?.entries).toEqual(all.slice(LOG_MAX))
    })

    test('change neither who is away nor what is delivered', async () => {
      const sessions = await annAndBob()
      await sessions.away('bob', T0)
      await saved(sessions, 'ann', '1', T0, { deliversAtOnce: false })
      const before = await sessions.ofUser('bob')
      await sessions.missed('bob', 's1', 0)
      expect(await sessions.ofUser('bob')).toEqual(before)
    })

    test('are there after the end too, and only for those who were in it', async () => {
      const sessions = await annAndBob()
      await saved(sessions, 'ann', '1', T0)
      await sessions.end('ann', undefined, 'left', 'ann', T0 + 1)
      const found = await sessions.missed('bob', 's1', 0)
      expect([found?.session.end, seqs(found?.entries)]).toEqual([
        { cause: 'left', by: 'ann', at: T0 + 1 },
        [1],
      ])
      expect(await sessions.missed('cat', 's1', 0)).toBeUndefined()
      expect(await sessions.missed('ann', 'nothing', 0)).toBeUndefined()
    })
  })

  describe('Sessions: their end by time', () => {
    test('is half an hour after the last message, to the millisecond', async () => {
      const sessions = await annAndBob()
      await saved(sessions, 'ann', 'hello', T0 + 500)
      await sessions.resume('bob', {}, T0 + 600)
      expect(await sessions.expire(T0 + 500 + IDLE_MS - 1, 10)).toEqual([])
      const at = T0 + 500 + IDLE_MS
      expect(await sessions.expire(at, 10)).toMatchObject([
        { id: 's1', end: { cause: 'timeout', by: null, at } },
      ])
      expect([await sessions.expire(at, 10), await sessions.ofUser('ann'), sessions.size()]).toEqual([
        [],
        undefined,
        0,
      ])
    })

    test('comes the earliest first, as many at once as asked for', async () => {
      const sessions = await open()
      for (const n of upTo(5))
        await sessions.create(between(here(`a${n}`), here(`b${n}`), `s${n}`), T0 + 10 - n)
      const ids = async () => (await sessions.expire(T0 + IDLE_MS + 10, 2)).map(({ id }) => id)
      expect([await ids(), await ids(), await ids(), await ids()]).toEqual([
        ['s5', 's4'],
        ['s3', 's2'],
        ['s1'],
        [],
      ])
    })
  })

  describe('Sessions: reporting', () => {
    test(`has the last ${EVIDENCE_MESSAGES} messages of the session that is on`, async () => {
      const sessions = await annAndBob()
      for (const n of upTo(40)) await saved(sessions, 'ann', `${n}`, T0)
      for (const id of ['s1', undefined]) {
        const found = await sessions.reportable('bob', id, T0)
        expect([found?.session.id, seqs(found?.log)]).toEqual(['s1', upTo(40, 11)])
      }
    })

    test('later messages do not displace flagged messages, nor the last 30 of the other author', async () => {
      const sessions = await annAndBob()
      await saved(sessions, 'bob', 'foul', T0, { foul: true })
      for (const n of upTo(EVIDENCE_MESSAGES + 4, 2)) await saved(sessions, 'ann', `${n}`, T0)
      for (const n of upTo(LOG_MAX + 100, 35)) await saved(sessions, 'bob', '.', T0 + n)
      const found = await sessions.reportable('ann', 's1', T0)
      expect(seqs(found?.log)).toEqual([1, ...upTo(34, 5), ...upTo(LOG_MAX + 100, LOG_MAX + 71)])
      expect(found?.log.filter(({ flagged }) => flagged)).toMatchObject([{ content: 'foul', author: 'bob' }])
    })

    test('what is kept as evidence only is not sent on resume, and stays after the end', async () => {
      const sessions = await annAndBob()
      await saved(sessions, 'bob', 'foul', T0, { foul: true })
      for (const n of upTo(LOG_MAX + 10)) await saved(sessions, 'ann', `${n}`, T0)
      expect((await sessions.missed('ann', 's1', 0))?.entries).toHaveLength(LOG_MAX)
      await sessions.end('ann', 's1', 'left', 'ann', T0)
      const log = (await sessions.reportable('ann', 's1', T0 + REPORTABLE_AFTER_END_MS))?.log
      expect([log?.length, log?.[0]?.content]).toEqual([EVIDENCE_MESSAGES + 1, 'foul'])
    })

    test.each([
      { ms: REPORTABLE_AFTER_END_MS, possible: true },
      { ms: REPORTABLE_AFTER_END_MS + 1, possible: false },
    ])('$ms ms after the end: possible = $possible', async ({ ms, possible }) => {
      const sessions = await annAndBob()
      await saved(sessions, 'ann', 'hello', T0)
      await sessions.end('bob', undefined, 'left', 'bob', T0)
      for (const id of ['s1', undefined]) {
        const found = await sessions.reportable('ann', id, T0 + ms)
        expect(found && [found.session.end?.at, found.log.length]).toEqual(possible ? [T0, 1] : undefined)
      }
    })

    test('without a name means the current session, else the last; by name an earlier one too', async () => {
      const sessions = await annAndBob()
      await sessions.end('ann', 's1', 'left', 'ann', T0)
      await sessions.create(between(here('ann'), here('cat'), 's2'), T0 + 1)
      expect((await sessions.reportable('ann', undefined, T0 + 2))?.session.id).toBe('s2')
      await sessions.end('ann', 's2', 'left', 'ann', T0 + 3)
      expect((await sessions.reportable('ann', undefined, T0 + 4))?.session.id).toBe('s2')
      expect((await sessions.reportable('ann', 's1', T0 + 4))?.session.id).toBe('s1')
    })

    test('is for those who were in it', async () => {
      const sessions = await annAndBob()
      expect(await sessions.reportable('cat', 's1', T0)).toBeUndefined()
      expect(await sessions.reportable('cat', undefined, T0)).toBeUndefined()
      expect(await sessions.reportable('ann', 'nothing', T0)).toBeUndefined()
    })
  })

  test.each([
    { ms: EX_PARTNER_MS, known: true },
    { ms: EX_PARTNER_MS + 1, known: false },
  ])('the last partner is known $ms ms after the end: $known', async ({ ms, known }) => {
    const sessions = await annAndBob()
    expect(await sessions.lastPartner('ann', T0)).toBeUndefined()
    await sessions.end('ann', undefined, 'left', 'ann', T0)
    expect(await sessions.lastPartner('ann', T0 + ms)).toEqual(
      known ? { user: 'bob', endedAt: T0 } : undefined,
    )
    expect(await sessions.lastPartner('bob', T0 + ms)).toEqual(
      known ? { user: 'ann', endedAt: T0 } : undefined,
    )
  })

  describe('a change by a rule', () => {
    const media = { maxBitrate: 32, connection: 'c1' }
    const muted = (session: Session) => withMedia(session, 'ann', { isMuted: true })

    test('is kept with everything else, and gives the session before and after', async () => {
      const sessions = await annAndBob({ ann: { media }, bob: { media } })
      await send(sessions, 'ann', 'hello', T0 + 1)
      const changed = await sessions.change('ann', 's1', muted, T0 + 2)
      expect(changed && [changed.before, changed.after].map((one) => me(one, 'ann').media?.isMuted)).toEqual([
        false,
        true,
      ])
      expect(me((await sessions.ofUser('bob'))!, 'ann').media).toMatchObject({ ...media, isMuted: true })
      expect((await saved(sessions, 'bob', 'still here', T0 + 3)).entry.seq).toBe(2)
      expect((await sessions.missed('ann', 's1', 0))?.entries).toHaveLength(2)
    })

    test('that changes nothing, or refuses, leaves it as it was', async () => {
      const sessions = await annAndBob({ ann: { media } })
      const unchanged = await sessions.change('ann', undefined, () => undefined, T0)
      expect(unchanged?.after).toEqual(unchanged?.before)
      const refuse = () => {
        throw new Error('refused')
      }
      await expect(sessions.change('ann', 's1', refuse, T0)).rejects.toThrow('refused')
      expect(me((await sessions.ofUser('ann'))!, 'ann').media?.isMuted).toBe(false)
    })

    test('reaches a live session of the person only', async () => {
      const sessions = await annAndBob({ ann: { media } })
      expect(await sessions.change('cat', undefined, muted, T0)).toBeUndefined()
      expect(await sessions.change('ann', 'another', muted, T0)).toBeUndefined()
      expect(await sessions.change('ann', 's1', muted, T0 + IDLE_MS)).toBeUndefined()
      await sessions.end('ann', 's1', 'left', 'ann', T0)
      expect(await sessions.change('ann', undefined, muted, T0)).toBeUndefined()
    })

    test('that brings the end forward is found in time', async () => {
      const sessions = await annAndBob({ ann: { media } })
      await sessions.change('ann', 's1', (one) => withMedia(one, 'ann', { failedAt: T0 }), T0)
      expect(await sessions.expire(T0 + MEDIA_FAILED_MS - 1, 10)).toEqual([])
      const [over] = await sessions.expire(T0 + MEDIA_FAILED_MS + RECORD_LEASE_MS, 10)
      expect(over?.end).toMatchObject({ cause: 'media-failed', by: null })
    })

    test('of two that come at once loses neither', async () => {
      const sessions = await annAndBob({ ann: { media }, bob: { media } })
      const count = (user: string) => (one: Session) =>
        withMedia(one, user, { reconnects: (me(one, user).media?.reconnects ?? 0) + 1 })
      await Promise.all(
        ['ann', 'bob', 'ann', 'bob', 'ann'].map((user) => sessions.change(user, 's1', count(user), T0)),
      )
      const session = await sessions.ofUser('ann')
      expect(session?.participants.map(({ media: one }) => one?.reconnects)).toEqual([3, 2])
    })
  })
}
