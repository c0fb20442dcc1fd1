import { expect, test } from 'vitest'
import { PAUSE_MS } from '@/lib/domain/credibility'
import { request } from '@/lib/protocol-client/rest'
import { createWorld, join, type Person } from '@/lib/testing/world'

const world = createWorld()
const { advance, get, meet, person, post } = world

const end = (who: Person, sessionId: string) => post('/api/chat/end-session', { sessionId }, who.token)

/** Somebody who has met another person before. */
async function experienced(): Promise<Person> {
  const who = await person()
  await end(who, (await meet(who, await person())).sessionId)
  return who
}

/** A conversation of the two, reported by the first. */
async function report(by: Person, about: Person): Promise<string> {
  await advance(1_000)
  const { sessionId } = await meet(by, about)
  const { body } = await post(
    '/api/moderation/report',
    { sessionId, reportType: 'spam', description: '' },
    by.token,
  )
  return (body.data as { reportId: string }).reportId
}

const caseOf = async (moderator: Person, reportId: string) =>
  (await get(`/api/admin/reports/${reportId}`, moderator.token)).body.data

test('three people who know others pause a person, who is told for how long, and it ends by itself', async () => {
  const bob = await person()
  for (let n = 0; n < 2; n += 1) await report(await experienced(), bob)
  expect(await join(bob, 'text')).toMatchObject({ success: true })
  await bob.client.ask('leave_text_queue')
  await report(await experienced(), bob)
  expect(await bob.client.next('moderation-alert')).toMatchObject({
    type: 'warning',
    retryAfter: PAUSE_MS / 1_000,
  })
  await advance(60_000)
  expect(await join(bob, 'text')).toMatchObject({ success: false, code: 9012, retryAfter: 540 })
  expect((await get('/api/moderation/standing', bob.token)).body.data).toMatchObject({
    pausedUntil: expect.stringMatching(/Z$/),
  })
  await advance(PAUSE_MS - 60_000)
  expect(await join(bob, 'text')).toMatchObject({ success: true })
  expect((await get('/api/moderation/standing', bob.token)).body.data).toMatchObject({ pausedUntil: null })
})

test('accounts that met nobody else pause nobody, and moderators see them as one', async () => {
  const moderator = await person('moderator')
  const bob = await person()
  let last = ''
  for (let n = 0; n < 4; n += 1) last = await report(await person(), bob)
  expect(bob.client.count('moderation-alert')).toBe(0)
  expect(await join(bob, 'text')).toMatchObject({ success: true })
  expect(await caseOf(moderator, last)).toMatchObject({
    credibility: { weight: 0.5, reports: 4, reporters: 4, inBurst: 4, pausedUntil: null },
  })
})

test('a reporter weighs by how their reports were decided', async () => {
  const moderator = await person('moderator')
  const ann = await experienced()
  for (let n = 0; n < 3; n += 1) {
    const id = await report(ann, await person())
    const body = { status: 'dismissed' }
    await request(world.url(), 'PUT', `/api/admin/reports/${id}`, { body, token: moderator.token })
  }
  const id = await report(ann, await person())
  expect(await caseOf(moderator, id)).toMatchObject({
    credibility: { weight: 0.2, parts: [{ reportId: id, weight: 0.2, isBurst: false }] },
  })
})

test('a pause is in the audit log with its reasons, by the system', async () => {
  const bob = await person()
  for (let n = 0; n < 3; n += 1) await report(await experienced(), bob)
  await bob.client.next('moderation-alert')
  expect(
    await world
      .server()
      .sql(`SELECT actor_id, details FROM audit_log WHERE action = 'account.paused' AND target_id = $1`, [
        bob.userId,
      ]),
  ).toMatchObject([{ actor_id: null, details: { weight: 1.5, reports: 3, reporters: 3, inBurst: 0 } }])
})
