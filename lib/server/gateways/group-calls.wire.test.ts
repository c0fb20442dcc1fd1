import { beforeEach, expect, test } from 'vitest'
import { groupCallManager } from '@/lib/group-call-manager'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { fillRuntimeSlot } from '@/lib/server/runtime-slot'
import type { Client } from '@/lib/testing/client'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { account, caas, telehealth } = createMembers(world)
beforeEach(() => fillRuntimeSlot(world.server().runtime.runtime))

interface Party {
  readonly userId: string
  readonly token: string
  readonly client: Client
}

async function parties(count: number): Promise<Party[]> {
  const made: Party[] = []
  for (let index = 0; index < count; index += 1) {
    const person = await account()
    made.push({ ...person, client: await caas(person.token, '/webrtc') })
  }
  return made
}

/** The first calls the others, who answer. */
async function talk(people: readonly Party[], media_type = 'video'): Promise<string> {
  const [host, ...others] = people
  const participant_ids = others.map(({ userId }) => userId)
  const created = await host?.client.ask('group-call:create', { participant_ids, media_type })
  expect(created).toMatchObject({ success: true, busy_ids: [] })
  const call_id = String(created?.['call_id'])
  for (const { client } of others) {
    expect(await client.next('group-call:invited')).toMatchObject({
      call_id,
      from_user_id: host?.userId,
      media_type,
    })
    expect(await client.ask('call:answer', { call_id })).toMatchObject({ success: true })
  }
  return call_id
}

test('three talk, each learns of the others, signals go to who is meant, and the last two end it', async () => {
  const [ann, bob, cat] = (await parties(3)) as [Party, Party, Party]
  const call_id = await talk([ann, bob, cat])
  expect(await ann.client.next('group-call:participant-joined')).toEqual({ call_id, user_id: bob.userId })
  for (const { client } of [ann, bob])
    expect(await client.next('group-call:participant-joined')).toEqual({ call_id, user_id: cat.userId })
  const offer = { call_id, target_user_id: bob.userId, sdp: { type: 'offer', sdp: 'v=0' } }
  expect(await cat.client.ask('webrtc:offer', offer)).toMatchObject({ success: true })
  expect(await bob.client.next('webrtc:offer')).toEqual({ call_id, from_user_id: cat.userId, sdp: offer.sdp })
  await ann.client.settled()
  expect(ann.client.count('webrtc:offer')).toBe(0)
  await bob.client.ask('group-call:leave', { call_id })
  expect(await cat.client.next('group-call:participant-left')).toEqual({
    call_id,
    user_id: bob.userId,
    reason: 'hangup',
  })
  expect(await bob.client.next('group-call:ended')).toMatchObject({ call_id, reason: 'hangup' })
  await cat.client.ask('call:hangup', { call_id })
  expect(await ann.client.next('group-call:ended')).toMatchObject({ call_id, reason: 'hangup' })
})

test('whoever does not answer is missed, and the others go on', async () => {
  const [ann, bob, cat] = (await parties(3)) as [Party, Party, Party]
  const participant_ids = [bob.userId, cat.userId]
  const { call_id } = await ann.client.ask('group-call:create', { participant_ids, media_type: 'audio' })
  await bob.client.next('group-call:invited')
  await bob.client.ask('call:answer', { call_id })
  await world.advance(30_500)
  expect(await cat.client.next('group-call:ended')).toMatchObject({ call_id, reason: 'missed' })
  expect(await ann.client.next('group-call:participant-left')).toEqual({
    call_id,
    user_id: cat.userId,
    reason: 'missed',
  })
  await ann.client.settled()
  expect(ann.client.count('group-call:ended')).toBe(0)
})

test('hosts add, take out, lock, ask to mute and end; others may not', async () => {
  const [ann, bob, cat, dan] = (await parties(4)) as [Party, Party, Party, Party]
  const call_id = await talk([ann, bob, cat])
  for (const [event, more] of [
    ['group-call:add', { user_id: dan.userId }],
    ['group-call:remove', { user_id: ann.userId }],
    ['group-call:lock', { locked: true }],
    ['group-call:mute-request', {}],
    ['group-call:end', {}],
  ] as const)
    expect(await bob.client.ask(event, { call_id, ...more }), event).toMatchObject({
      success: false,
      code: 2004,
    })
  await ann.client.ask('group-call:lock', { call_id, locked: true })
  expect(await bob.client.next('group-call:lock')).toEqual({ call_id, user_id: ann.userId, locked: true })
  expect(await ann.client.ask('group-call:add', { call_id, user_id: dan.userId })).toMatchObject({
    code: 3015,
  })
  await ann.client.ask('group-call:lock', { call_id, locked: false })
  await ann.client.ask('group-call:add', { call_id, user_id: dan.userId })
  await dan.client.next('group-call:invited')
  await ann.client.ask('group-call:mute-request', { call_id, user_id: bob.userId })
  expect(await bob.client.next('group-call:mute-request')).toEqual({ call_id, user_id: ann.userId })
  await bob.client.ask('group-call:hand', { call_id, raised: true })
  expect(await cat.client.next('group-call:hand')).toEqual({ call_id, user_id: bob.userId, raised: true })
  await ann.client.ask('group-call:remove', { call_id, user_id: bob.userId })
  expect(await bob.client.next('group-call:ended')).toMatchObject({ call_id })
  expect(await cat.client.next('group-call:participant-left')).toMatchObject({
    user_id: bob.userId,
    reason: 'removed',
  })
  await ann.client.ask('group-call:end', { call_id })
  for (const { client } of [cat, dan])
    expect(await client.next('group-call:ended')).toMatchObject({ call_id, reason: 'hangup' })
  await cat.client.settled()
  expect(cat.client.count('group-call:mute-request')).toBe(0)
})

test('too many are refused before anybody rings, and whoever is busy does not ring', async () => {
  const [ann, bob, cat, dan, eve] = (await parties(5)) as [Party, Party, Party, Party, Party]
  const participant_ids = [bob, cat, dan, eve].map(({ userId }) => userId)
  expect(await ann.client.ask('group-call:create', { participant_ids, media_type: 'video' })).toMatchObject({
    success: false,
    code: 3006,
  })
  await talk([dan, eve])
  const created = await ann.client.ask('group-call:create', { participant_ids, media_type: 'audio' })
  expect(created).toMatchObject({ success: true, busy_ids: [dan.userId, eve.userId] })
  await bob.client.next('group-call:invited')
  await dan.client.settled()
  expect(dan.client.count('group-call:invited')).toBe(0)
  expect(
    await ann.client.ask('group-call:add', { call_id: created['call_id'], user_id: dan.userId }),
  ).toMatchObject({
    error: 'busy',
    code: 3005,
  })
})

test('a call that is answered on `/` is heard of there too', async () => {
  const [ann, bob] = (await parties(2)) as [Party, Party]
  const person = await account()
  const cat = await telehealth(person.token)
  const participant_ids = [bob.userId, person.userId]
  const { call_id } = await ann.client.ask('group-call:create', { participant_ids, media_type: 'audio' })
  expect(await cat.next('call:incoming')).toMatchObject({
    callId: call_id,
    callerId: ann.userId,
    isGroup: true,
  })
  await cat.ask('call:accept', { callId: call_id })
  await bob.client.ask('call:answer', { call_id })
  expect(await cat.next('call:participantJoined')).toEqual({ callId: call_id, userId: bob.userId })
  // The text beside it is of those who are in it, whichever comes first.
  const roomId = `call:${String(call_id)}`
  const other = await telehealth(bob.token)
  expect(await cat.ask('room:join', { roomId })).toMatchObject({ success: true, roomId })
  expect(await other.ask('room:join', { roomId })).toMatchObject({
    success: true,
    roomId,
    participantCount: 3,
  })
  await cat.ask('message:send', { roomId, message: 'hello' })
  expect(await other.next('message:new')).toMatchObject({ message: 'hello', senderId: person.userId })
  expect(await (await telehealth((await account()).token)).ask('room:join', { roomId })).toMatchObject({
    success: false,
    error: 'Room access denied',
  })
  await ann.client.ask('group-call:end', { call_id })
  expect(await cat.next('call:ended')).toMatchObject({ callId: call_id, reason: 'hangup' })
})

test('code of the server makes calls as its document does', async () => {
  const [creator, one, two, late] = (await parties(4)) as [Party, Party, Party, Party]
  const groupCall = await groupCallManager.createGroupCall(
    creator.userId,
    [one.userId, two.userId],
    'video',
    DEFAULT_TENANT,
  )
  const call_id = groupCall.call_id
  expect(groupCall.participant_ids).toEqual([creator.userId, one.userId, two.userId])
  await one.client.next('group-call:invited')
  expect(await creator.client.ask('call:resume', { call_id })).toMatchObject({
    success: true,
    media_type: 'video',
  })
  await one.client.ask('call:answer', { call_id })
  await groupCallManager.addParticipant(call_id, late.userId)
  await late.client.next('group-call:invited')
  await groupCallManager.removeParticipant(call_id, late.userId)
  expect(await late.client.next('group-call:ended')).toMatchObject({ call_id })
  await expect(groupCallManager.addParticipant('no-such-call', late.userId)).rejects.toThrow('No such call')
  await expect(
    groupCallManager.createGroupCall('nobody', [one.userId], 'video', DEFAULT_TENANT),
  ).rejects.toThrow('No such user')
})
