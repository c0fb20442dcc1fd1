import { expect, test } from 'vitest'
import type { Actor } from '@/lib/domain/accounts'
import { partnerOf } from '@/lib/domain/sessions'
import { newUser } from '@/lib/server/ports/accounts/new-user.fixture'
import { actor, anyone, HERE, openCore } from '../core.fixture'
import type { Complaint } from './moderation'

const [ann, bob, cat] = [actor('ann'), actor('bob'), actor('cat')]
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const GIF = 'R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='
const complaint: Complaint = { type: 'spam', description: ' buy this ', screenshots: [], occurredAt: null }

async function chatting(messages = 0) {
  const core = openCore()
  for (const id of ['ann', 'bob']) await core.ports.accounts.create(newUser({ id }))
  const sessionId = await core.pairUp(ann, bob)
  for (let n = 1; n <= messages; n += 1)
    await core.services.sessions.send(n % 2 ? ann : bob, {
      content: `${n}`,
      type: 'text',
      clientMessageId: null,
    })
  /** The id by which a participant knows their partner. */
  const idOf = async ({ userId }: Actor) => {
    const found = await core.ports.sessions.reportable(userId, sessionId, core.clock.now())
    if (!found) throw new Error('There is no session')
    return partnerOf(found.session, userId).publicId
  }
  return { ...core, sessionId, idOf }
}

test('a report of a live session keeps the last 30 messages of each, blocks both ways and ends it', async () => {
  const { services, ports, published, sessionId, clock, idOf } = await chatting(70)
  const report = await services.moderation.report(ann, { ...complaint, reportedUserId: await idOf(ann) })
  expect(ports.reports.all).toMatchObject([
    {
      id: report.id,
      reporter: 'ann',
      reported: 'bob',
      sessionId,
      description: 'buy this',
      session: { endedAt: null },
    },
  ])
  const messages = ports.reports.all[0]?.messages.map(({ content, senderId }) => [content, senderId])
  expect([messages?.length, messages?.[0], messages?.at(-1)]).toEqual([60, ['11', 'ann'], ['70', 'bob']])
  expect(published('session.ended')).toMatchObject([{ cause: 'reported', by: 'ann' }])
  expect(published('report.submitted')).toMatchObject([
    { report: report.id, audience: ['user:ann', 'holders:default:admin.reports'], category: 'spam' },
  ])
  for (const who of [ann, bob]) await services.matching.join(who, anyone)
  await clock.advance(20_000)
  expect(published('session.started')).toHaveLength(1)
})

test.each([
  { ms: 5 * 60_000, possible: true },
  { ms: 5 * 60_000 + 1, possible: false },
])('$ms ms after the end a report is possible: $possible', async ({ ms, possible }) => {
  const { services, ports, sessionId, clock, published } = await chatting(2)
  await services.sessions.leave(bob)
  await clock.advance(ms)
  const reporting = services.moderation.report(ann, { ...complaint, sessionId })
  if (possible) await reporting
  else await expect(reporting).rejects.toMatchObject({ reason: 'SESSION_NOT_FOUND' })
  expect(ports.reports.all.map(({ messages }) => messages.length)).toEqual(possible ? [2] : [])
  expect(published('session.ended')).toHaveLength(1)
})

test('a report of an earlier session leaves the current one alone', async () => {
  const { services, sessionId, published, clock, connections } = await chatting()
  await services.sessions.leave(ann)
  await connections.declare(cat, 'cat 1', HERE)
  for (const who of [ann, cat]) await services.matching.join(who, anyone)
  await clock.advance(200)
  await services.moderation.report(ann, { ...complaint, sessionId })
  expect(published('session.ended')).toHaveLength(1)
  expect(await services.sessions.current('ann')).toBeDefined()
})

test.each([
  { what: 'of an outsider', who: cat, changes: {}, reason: 'SESSION_NOT_FOUND' },
  {
    what: 'of another person than the partner',
    who: ann,
    changes: { reportedUserId: 'cat' },
    reason: 'SESSION_NOT_FOUND',
  },
  {
    what: 'of the partner by their account',
    who: ann,
    changes: { reportedUserId: 'bob' },
    reason: 'SESSION_NOT_FOUND',
  },
  { what: 'of oneself', who: ann, changes: { reportedUserId: 'ann' }, reason: 'SESSION_NOT_FOUND' },
  {
    what: 'of a session that never was',
    who: ann,
    changes: { sessionId: 'none' },
    reason: 'SESSION_NOT_FOUND',
  },
  {
    what: 'with a picture of another kind',
    who: ann,
    changes: { screenshots: [GIF] },
    reason: 'INVALID_REQUEST',
  },
  {
    what: 'with a picture that is none',
    who: ann,
    changes: { screenshots: ['hello'] },
    reason: 'INVALID_REQUEST',
  },
])('a report $what is refused and changes nothing', async ({ who, changes, reason }) => {
  const { services, ports, published } = await chatting()
  await expect(services.moderation.report(who, { ...complaint, ...changes })).rejects.toMatchObject({
    reason,
  })
  expect([ports.reports.all, published('session.ended'), published('user.blocked')]).toEqual([[], [], []])
})

test('pictures are kept as what their bytes show', async () => {
  const { services, ports } = await chatting()
  await services.moderation.report(ann, { ...complaint, screenshots: [`data:text/html;base64,${PNG}`] })
  expect(ports.reports.all[0]?.screenshots).toEqual([
    { mediaType: 'image/png', bytes: Buffer.from(PNG, 'base64') },
  ])
})

test('blocks are listed and removed; oneself and unknown accounts cannot be blocked', async () => {
  const { services } = await chatting()
  const id = await services.moderation.block(ann, 'cat')
  expect(await services.moderation.blocksOf(ann)).toMatchObject([{ id, account: 'cat', session: null }])
  await services.moderation.unblock(ann, id)
  expect(await services.moderation.blocksOf(ann)).toEqual([])
  for (const refused of [
    () => services.moderation.block(ann, 'ann'),
    () => services.moderation.block(ann, 'nobody'),
    () => services.moderation.unblock(ann, 'cat'),
    () => services.moderation.unblock(ann, id),
  ])
    await expect(refused()).rejects.toMatchObject({ reason: 'USER_NOT_FOUND' })
})

test('a block by an account’s id ends no session and answers alike, whether it is the partner’s or not', async () => {
  const { services, published, sessionId } = await chatting()
  await services.moderation.block(ann, 'bob')
  await services.moderation.block(ann, 'cat')
  expect(published('session.ended')).toEqual([])
  expect(await services.sessions.current('ann')).toMatchObject({ id: sessionId })
  const blocks = await services.moderation.blocksOf(ann)
  expect(blocks).toMatchObject(['bob', 'cat'].map((account) => ({ account, session: null, madeBy: 'block' })))
})

test('blocking, listing and unblocking do not reveal that two names are of one person', async () => {
  const { services, idOf } = await chatting()
  const partner = await idOf(ann)
  const byAccount = await services.moderation.block(ann, 'bob')
  const bySession = await services.moderation.block(ann, partner)
  expect(bySession).not.toBe(byAccount)
  expect(await services.moderation.blocksOf(ann)).toHaveLength(2)
  await services.moderation.unblock(ann, 'bob')
  expect(await services.moderation.blocksOf(ann)).toMatchObject([{ id: bySession }])
  await services.moderation.unblock(ann, partner)
  expect(await services.moderation.blocksOf(ann)).toEqual([])
})

test.each([
  { when: 'just after it', ms: 0 },
  { when: 'when it cannot be reported any more', ms: 5 * 60_000 + 1 },
])(
  'a partner is blocked by the id of an ended session $when, and the next session goes on',
  async ({ ms }) => {
    const { services, published, idOf, clock, pairUp, sessionId } = await chatting()
    const partner = await idOf(ann)
    await services.sessions.leave(ann)
    if (ms > 0) {
      await clock.advance(60_000)
      await pairUp(ann, bob) // the same person under another id
      await clock.advance(ms)
    }
    await services.moderation.block(ann, partner)
    expect(await services.moderation.blocksOf(ann)).toMatchObject([
      { account: null, session: { id: sessionId, chatType: 'text' } },
    ])
    expect(published('session.ended')).toHaveLength(1)
    expect(published('user.blocked')).toMatchObject([{ blocked: 'bob', session: sessionId }])
  },
)

test('a partner’s id of a session means nothing to others', async () => {
  const { services, idOf } = await chatting()
  const partner = await idOf(ann)
  for (const who of [bob, cat])
    await expect(services.moderation.block(who, partner)).rejects.toMatchObject({ reason: 'USER_NOT_FOUND' })
})
