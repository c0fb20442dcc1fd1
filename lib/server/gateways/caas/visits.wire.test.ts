import { expect, test } from 'vitest'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { account, member, caas, telehealth } = createMembers(world)
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** A visit with a waiting room; everybody has a client on `/chat`. */
async function practice() {
  const [doctor, ann, bob] = [
    await account('agent', 'Doctor'),
    await account('user', 'Ann'),
    await account('user', 'Bob'),
  ]
  const [doctors, anns, bobs] = [await caas(doctor.token), await caas(ann.token), await caas(bob.token)]
  const body = { participantIds: [ann.userId, bob.userId], waitingRoom: true }
  const made = await world.post('/api/v1/visits', body, doctor.token)
  const { visitId: visit_id, conversationId: conversation_id } = made.body.data as Record<string, string>
  return { doctor, ann, bob, doctors, anns, bobs, about: { visit_id, conversation_id } }
}

test('clients of /chat learn who waits, who is admitted, who is invited, and the end', async () => {
  const { doctor, ann, bob, doctors, anns, bobs, about } = await practice()
  const { visit_id } = about
  const invited = { ...about, added: [ann.userId], removed: [] }
  expect(await anns.next('visit:participants-changed')).toEqual(invited)
  const room = { roomId: `visit:${String(visit_id)}` }
  const [hers, his] = [await telehealth(ann.token), await telehealth(bob.token)]
  for (const client of [hers, his])
    expect(await client.ask('room:join', room)).toMatchObject({ waiting: true })
  expect(await doctors.next('visit:waiting')).toEqual({
    ...about,
    revision: 1,
    waiting: [
      {
        user_id: ann.userId,
        display_name: 'Ann',
        position: 1,
        waiting_since: expect.stringMatching(TIME),
        is_away: false,
      },
    ],
  })
  expect(await anns.next('visit:waiting')).toEqual({ ...about, revision: 1, position: 1 })
  expect(await bobs.next('visit:waiting')).toEqual({ ...about, revision: 2, position: 2 })
  const host = await telehealth(doctor.token)
  await host.ask('visit:admit', { visitId: visit_id })
  for (const client of [doctors, anns])
    expect(await client.next('visit:admitted')).toEqual({ ...about, user_id: ann.userId })
  expect(bobs.count('visit:admitted')).toBe(0)
  expect(
    await anns.ask('message:send', { conversation_id: about.conversation_id, content: 'hello' }),
  ).toMatchObject({
    success: true,
  })
  await world.post(`/api/v1/visits/${String(visit_id)}/end`, undefined, doctor.token)
  for (const client of [doctors, anns, bobs])
    expect(await client.next('visit:over')).toEqual({ ...about, ended_at: expect.stringMatching(TIME) })
})

test('a file that a helpdesk client announces, and a broadcast, reach clients of /chat, and nobody outside', async () => {
  const [chief, ann, bob, cid] = [
    await member('admin', 'Chief'),
    await member('agent', 'Ann'),
    await account(),
    await account(),
  ]
  const made = await world.post(
    '/api/channels',
    { name: 'one', isPrivate: true, memberIds: [bob.userId] },
    ann.token,
  )
  const { channelId } = made.body.data as { channelId: string }
  const [his, outsiders] = [await caas(bob.token), await caas(cid.token)]
  const sent = await caas(ann.token)
  const { message_id } = await sent.ask('message:send', { conversation_id: channelId, content: 'look' })
  const file = { fileName: 'plan.pdf', fileSize: 12, fileType: 'application/pdf' }
  await ann.client.ask('file_uploaded', { channelId, messageId: message_id, ...file })
  expect(await his.next('file:attached')).toEqual({
    conversation_id: channelId,
    message_id,
    user_id: ann.userId,
    file_name: 'plan.pdf',
    file_size: 12,
    file_type: 'application/pdf',
    attached_at: expect.stringMatching(TIME),
  })
  const broadcast = await chief.client.ask('system_broadcast', { message: 'Back soon', priority: 'high' })
  for (const client of [his, outsiders])
    expect(await client.next('broadcast:received')).toEqual({
      broadcast_id: broadcast['broadcastId'],
      message: 'Back soon',
      priority: 'high',
      from: 'Chief',
      broadcast_at: broadcast['broadcastAt'],
    })
  expect(outsiders.count('file:attached')).toBe(0)
})
