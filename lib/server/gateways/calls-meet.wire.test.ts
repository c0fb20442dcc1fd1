import { describe, expect, test } from 'vitest'
import type { Answer } from '@/lib/protocol-client/session-client'
import type { Client } from '@/lib/testing/client'
import { createMembers, type Member } from '@/lib/testing/members'
import { connectRaw } from '@/lib/testing/raw-client'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const { account, helpdesk, telehealth, caas } = createMembers(world)

type Data = Record<string, unknown>
type Read = (data: Data) => Data
type Emitted = readonly [event: string, payload: unknown]
type Kind = 'audio' | 'video'

const OFFER = { type: 'offer', sdp: 'v=0 offer' }
const ANSWER = { type: 'answer', sdp: 'v=0 answer' }
const CANDIDATE = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0 }

/** How the client of a contract calls, and how it is told. */
interface Words {
  connect(token: string): Promise<Client>
  readonly place: (to: string, kind: Kind) => Emitted
  readonly placed: (answer: Answer) => string
  /** What its client sends of its offer by itself, once the call is placed; undefined: it came with the call. */
  readonly offer: ((to: string, id: string) => Emitted) | undefined
  readonly incoming: Read
  /** How one answers, with what is known of the offer. */
  readonly answer: (id: string, caller: string) => Emitted
  /** And what its client sends of its answer after that. */
  readonly answerMedia: ((id: string, caller: string) => Emitted) | undefined
  readonly accepted: readonly [event: string, read: Read]
  readonly candidate: (id: string, to: string) => Emitted
  readonly toldCandidate: readonly [event: string, read: Read]
  /** The caller's offer where it was not in the call. */
  readonly toldOffer: readonly [event: string, read: Read]
  readonly toldAnswer: readonly [event: string, read: Read]
  readonly reject: (id: string, caller: string) => Emitted
  readonly end: (id: string, other: string) => Emitted
  readonly read: Read
}

const camel: Read = ({ callId, reason, duration }) => ({ call: callId, reason, duration })
const snake: Read = ({ call_id, reason, duration }) => ({ call: call_id, reason, duration })
const signalled = (call_id: string, target_user_id: string, body: object) => ({
  call_id,
  target_user_id,
  ...body,
})
const ofSignal: Read = ({ from, description, candidate }) => ({
  from,
  ...(description ? { description } : { candidate }),
})

const WORDS: Readonly<Record<'helpdesk' | 'telehealth' | 'caas', Words>> = {
  helpdesk: {
    connect: helpdesk,
    place: (targetUserId, callType) => ['call:invite', { targetUserId, callType, offer: OFFER }],
    placed: ({ callId }) => String(callId),
    offer: undefined,
    incoming: ({ callId, from, callType }) => ({ call: callId, caller: from, kind: callType }),
    answer: (callId, targetUserId) => ['call:accept', { callId, answer: ANSWER, targetUserId }],
    answerMedia: undefined,
    accepted: ['call:accepted', ({ callId }) => ({ call: callId })],
    candidate: (_, targetUserId) => ['call:ice_candidate', { targetUserId, candidate: CANDIDATE }],
    toldCandidate: ['call:ice_candidate', ({ from, candidate }) => ({ from, candidate })],
    toldOffer: ['call:incoming', ({ from, offer }) => ({ from, description: offer })],
    toldAnswer: ['call:accepted', ({ answer }) => ({ description: answer })],
    reject: (callId, targetUserId) => ['call:reject', { callId, targetUserId }],
    end: (callId, targetUserId) => ['call:end', { callId, targetUserId }],
    read: camel,
  },
  telehealth: {
    connect: telehealth,
    place: (recipientId, callType) => ['call:initiate', { recipientId, callType }],
    placed: ({ callId }) => String(callId),
    offer: (_, callId) => ['call:signal', { callId, description: OFFER }],
    incoming: ({ callId, callerId, callType }) => ({ call: callId, caller: callerId, kind: callType }),
    answer: (callId) => ['call:accept', { callId }],
    answerMedia: (callId) => ['call:signal', { callId, description: ANSWER }],
    accepted: ['call:accepted', ({ callId }) => ({ call: callId })],
    candidate: (callId) => ['call:signal', { callId, candidate: CANDIDATE }],
    toldCandidate: ['call:signal', ofSignal],
    toldOffer: ['call:signal', ofSignal],
    toldAnswer: ['call:signal', ({ description }) => ({ description })],
    reject: (callId) => ['call:reject', { callId }],
    end: (callId) => ['call:end', { callId }],
    read: camel,
  },
  caas: {
    connect: (token) => caas(token, '/webrtc'),
    place: (callee_id, media_type) => ['call:initiate', { callee_id, media_type }],
    placed: ({ call_id }) => String(call_id),
    offer: (to, id) => ['webrtc:offer', signalled(id, to, { sdp: OFFER })],
    incoming: ({ call_id, caller_id, media_type }) => ({
      call: call_id,
      caller: caller_id,
      kind: media_type,
    }),
    answer: (call_id) => ['call:answer', { call_id }],
    answerMedia: (id, to) => ['webrtc:answer', signalled(id, to, { sdp: ANSWER })],
    accepted: ['call:answered', ({ call_id }) => ({ call: call_id })],
    candidate: (id, to) => ['webrtc:ice-candidate', signalled(id, to, { candidate: CANDIDATE })],
    toldCandidate: [
      'webrtc:ice-candidate',
      ({ from_user_id, candidate }) => ({ from: from_user_id, candidate }),
    ],
    toldOffer: ['webrtc:offer', ({ from_user_id, sdp }) => ({ from: from_user_id, description: sdp })],
    toldAnswer: ['webrtc:answer', ({ sdp }) => ({ description: sdp })],
    reject: (call_id) => ['call:reject', { call_id, reason: 'busy' }],
    end: (call_id) => ['call:hangup', { call_id }],
    read: snake,
  },
}

type Contract = keyof typeof WORDS
const CONTRACTS = Object.keys(WORDS) as Contract[]
const PAIRS = CONTRACTS.flatMap((caller) => CONTRACTS.map((callee) => [caller, callee] as const))

type Party = Omit<Member, 'client'> & { readonly words: Words; readonly client: Client }

async function party(contract: Contract): Promise<Party> {
  const person = await account()
  const words = WORDS[contract]
  return { ...person, words, client: await words.connect(person.token) }
}

const told = async ({ client }: Party, [event, read]: readonly [string, Read]) =>
  read(await client.next(event))
const endOf = async ({ client, words }: Party) => words.read(await client.next('call:ended'))

/** The first calls the second, whose device rings. */
async function ring(caller: Party, callee: Party, kind: Kind = 'video') {
  const answer = await caller.client.ask(...caller.words.place(callee.userId, kind))
  expect(answer).toMatchObject({ success: true })
  const id = caller.words.placed(answer)
  if (caller.words.offer)
    expect(await caller.client.ask(...caller.words.offer(callee.userId, id))).toMatchObject({ success: true })
  expect(await told(callee, ['call:incoming', callee.words.incoming])).toEqual({
    call: id,
    caller: caller.userId,
    kind,
  })
  await caller.client.next('call:ringing')
  return id
}

async function talk(caller: Party, callee: Party, kind: Kind = 'video') {
  const id = await ring(caller, callee, kind)
  expect(await callee.client.ask(...callee.words.answer(id, caller.userId))).toMatchObject({ success: true })
  if (callee.words.answerMedia)
    expect(await callee.client.ask(...callee.words.answerMedia(id, caller.userId))).toMatchObject({
      success: true,
    })
  expect(await told(caller, caller.words.accepted)).toMatchObject({ call: id })
  return id
}

describe.each(PAIRS)('%s calls %s', (a, b) => {
  const parties = async () => [await party(a), await party(b)] as const

  test('the offer, the answer and candidates arrive, each in the words of its reader', async () => {
    const [ann, bob] = await parties()
    const id = await ring(ann, bob)
    expect(await ann.client.ask(...ann.words.candidate(id, bob.userId))).toMatchObject({ success: true })
    const offersInCall = b === 'helpdesk' && a !== 'telehealth'
    if (offersInCall) {
      const rung = bob.client.received.find(({ event }) => event === 'call:incoming')
      expect(rung?.data).toMatchObject({ offer: OFFER })
    }
    await bob.client.ask(...bob.words.answer(id, ann.userId))
    if (!offersInCall) {
      const how = b === 'helpdesk' ? WORDS.telehealth.toldOffer : bob.words.toldOffer
      expect(await told(bob, how)).toEqual({ from: ann.userId, description: OFFER })
    }
    expect(await told(bob, bob.words.toldCandidate)).toEqual({ from: ann.userId, candidate: CANDIDATE })
    if (bob.words.answerMedia) await bob.client.ask(...bob.words.answerMedia(id, ann.userId))
    if (a === 'helpdesk' && b === 'telehealth')
      expect(await told(ann, ann.words.toldAnswer)).toEqual({ description: null })
    expect(await told(ann, ann.words.toldAnswer)).toEqual({ description: ANSWER })
    await bob.client.ask(...bob.words.candidate(id, ann.userId))
    expect(await told(ann, ann.words.toldCandidate)).toEqual({ from: bob.userId, candidate: CANDIDATE })
  })

  test('hanging up ends it for both, with its length', async () => {
    const [ann, bob] = await parties()
    const id = await talk(ann, bob, 'audio')
    await world.advance(61_000)
    expect(await bob.client.ask(...bob.words.end(id, ann.userId))).toMatchObject({ success: true })
    for (const one of [ann, bob])
      expect(await endOf(one)).toEqual({ call: id, reason: 'hangup', duration: 61 })
    expect(await bob.client.ask(...bob.words.end(id, ann.userId))).toMatchObject({
      success: false,
      code: 3012,
    })
  })

  test('a call that is taken back, or missed, rings no more', async () => {
    const [ann, bob] = await parties()
    const id = await ring(ann, bob)
    await ann.client.ask(...ann.words.end(id, bob.userId))
    for (const one of [ann, bob])
      expect(await endOf(one)).toEqual({ call: id, reason: 'cancelled', duration: 0 })
    const second = await ring(ann, bob)
    await world.advance(30_500)
    for (const one of [ann, bob])
      expect(await endOf(one)).toEqual({ call: second, reason: 'missed', duration: 0 })
  })

  test('a refusal reaches who called, and is no end', async () => {
    const [ann, bob] = await parties()
    const id = await ring(ann, bob)
    await bob.client.ask(...bob.words.reject(id, ann.userId))
    expect(ann.words.read(await ann.client.next('call:rejected'))).toMatchObject({ call: id })
    await Promise.all([ann.client.settled(), bob.client.settled()])
    expect([
      ann.client.count('call:ended'),
      bob.client.count('call:ended'),
      bob.client.count('call:rejected'),
    ]).toEqual([0, 0, 0])
  })

  test('somebody in a call is busy, and their call goes on', async () => {
    const [ann, bob] = await parties()
    await talk(ann, bob)
    const cat = await party(a)
    expect(await cat.client.ask(...cat.words.place(bob.userId, 'audio'))).toMatchObject({
      success: false,
      error: 'busy',
      code: 3005,
    })
    expect(await endOf(cat)).toMatchObject({ reason: 'busy', duration: 0 })
    expect(await ann.client.ask(...ann.words.place(cat.userId, 'audio'))).toMatchObject({
      success: false,
      code: 3003,
    })
    await bob.client.settled()
    expect([bob.client.count('call:incoming'), bob.client.count('call:ended')]).toEqual([1, 0])
  })

  test('answered on one device, the others cease to ring', async () => {
    const [ann, bob] = await parties()
    const other = { ...bob, client: await bob.words.connect(bob.token) }
    const id = await ring(ann, bob)
    await other.client.next('call:incoming')
    await bob.client.ask(...bob.words.answer(id, ann.userId))
    expect(await endOf(other)).toEqual({ call: id, reason: 'answered_elsewhere', duration: 0 })
    await bob.client.settled()
    expect(bob.client.count('call:ended')).toBe(0)
    expect(await other.client.ask(...other.words.answer(id, ann.userId))).toMatchObject({
      success: false,
      code: 3013,
    })
  })

  test('a device that connects meanwhile rings, and one that is lost ends the call after 30 s', async () => {
    const ann = await party(a)
    const known = await account()
    const answer = await ann.client.ask(...ann.words.place(known.userId, 'video'))
    const id = ann.words.placed(answer)
    await ann.client.settled()
    expect(ann.client.count('call:ringing')).toBe(0)
    const bob = { ...known, words: WORDS[b], client: await WORDS[b].connect(known.token) }
    expect(await told(bob, ['call:incoming', bob.words.incoming])).toMatchObject({
      call: id,
      caller: ann.userId,
    })
    await ann.client.next('call:ringing')
    await bob.client.ask(...bob.words.answer(id, ann.userId))
    // Who called with an offer waits a second for the answer to it.
    await world.advance(1_000)
    await told(ann, ann.words.accepted)
    bob.client.disconnect()
    await world.advance(15_000)
    const back = { ...bob, client: await bob.words.connect(bob.token) }
    const resumed = await (b === 'caas'
      ? back.client.ask('call:resume', { call_id: id })
      : (await telehealth(bob.token)).ask('room:join', { roomId: `call:${id}` }))
    expect(resumed).toMatchObject({ success: true })
    await world.advance(31_000)
    expect(ann.client.count('call:ended')).toBe(0)
  })
})

describe('who may call whom', () => {
  test('unknown, foreign and blocked people, and oneself, are nobody', async () => {
    const [ann, bob] = [await party('helpdesk'), await party('helpdesk')]
    await world.post('/api/moderation/block', { userId: ann.userId }, bob.token)
    for (const targetUserId of [bob.userId, 'no-such-user', ann.userId])
      expect(
        await ann.client.ask('call:invite', { targetUserId, callType: 'audio', offer: OFFER }),
        targetUserId,
      ).toMatchObject({ success: false, code: 3004 })
    await bob.client.settled()
    expect(bob.client.count('call:incoming')).toBe(0)
  })

  test('a caller who vanishes ends the ring after 10 s', async () => {
    const [ann, bob] = [await party('caas'), await party('telehealth')]
    const id = await ring(ann, bob)
    ann.client.disconnect()
    await bob.client.settled()
    await world.advance(9_000)
    expect(bob.client.count('call:ended')).toBe(0)
    await world.advance(2_000)
    expect(await endOf(bob)).toEqual({ call: id, reason: 'disconnected', duration: 0 })
  })

  test('people outside a call neither signal in it nor end it', async () => {
    const [ann, bob, eve] = [await party('helpdesk'), await party('caas'), await party('caas')]
    const id = await talk(ann, bob)
    for (const [event, payload] of [
      ['call:hangup', { call_id: id }],
      ['call:answer', { call_id: id }],
      ['call:resume', { call_id: id }],
      ['webrtc:offer', { call_id: id, target_user_id: ann.userId, sdp: OFFER }],
    ] as const)
      expect(await eve.client.ask(event, payload), event).toMatchObject({ success: false, code: 3012 })
  })

  test('who talks is shown in a call, and as before after it', async () => {
    const [ann, bob] = [await party('telehealth'), await party('telehealth')]
    const presence = async () =>
      ((await ann.client.ask('presence:get', { userIds: [bob.userId] }))['presences'] as Data[])[0]?.[
        'status'
      ]
    const room = `chat:${[ann.userId, bob.userId].toSorted().join(':')}`
    await ann.client.ask('room:join', { roomId: room })
    const id = await talk(ann, bob)
    expect(await presence()).toBe('in_call')
    await bob.client.ask('call:end', { callId: id })
    await endOf(ann)
    expect(await presence()).toBe('online')
  })

  test('whoever placed a call follows it on the raw WebSocket', async () => {
    const [ann, bob] = [await party('telehealth'), await party('caas')]
    const raw = await connectRaw(world.url())
    raw.send('init', { userId: ann.userId, token: ann.token })
    expect(await raw.next()).toMatchObject({ type: 'connected' })
    const id = await talk(ann, bob)
    await bob.client.ask('call:hangup', { call_id: id })
    const frame = (status: string, endedReason?: string) => ({
      event: 'call.status.changed',
      callId: id,
      status,
      data: {
        type: 'status-update',
        assistantId: null,
        customerNumber: null,
        ...(endedReason && { endedReason }),
      },
    })
    for (const expected of [
      frame('initiated'),
      frame('ringing'),
      frame('in-progress'),
      frame('ended', 'hangup'),
    ])
      expect(await raw.next()).toEqual(expected)
    raw.close()
  })
})

describe('calls of a visit', () => {
  test('are between people who are in it, and its room leads to the call', async () => {
    const host = await account('agent')
    const [guest, other] = [await account(), await account()]
    const [hers, his] = [await telehealth(host.token), await telehealth(guest.token)]
    const { body } = await world.post('/api/v1/visits', { participantIds: [guest.userId] }, host.token)
    const { visitId } = body.data as { visitId: string }
    const place = (recipientId: string, id: string) =>
      hers.ask('call:initiate', { recipientId, callType: 'video', visitId: id })
    for (const [recipient, id] of [
      [other.userId, visitId],
      [guest.userId, 'visit-123'],
    ] as const)
      expect(await place(recipient, id)).toMatchObject({ success: false, error: 'Room access denied' })
    const { callId } = await place(guest.userId, visitId)
    expect(await his.next('call:incoming')).toMatchObject({ callId, visitId, callerId: host.userId })
    await his.ask('call:accept', { callId })
    const joined = await his.ask('room:join', { roomId: `call:${visitId}`, roomType: 'call' })
    expect(joined).toMatchObject({ success: true, roomId: `call:${visitId}`, participantCount: 2 })
    await his.ask('call:end', { callId })
    expect(await hers.next('call:ended')).toMatchObject({ callId, reason: 'hangup' })
  })
})

describe('trying whether status arrives', () => {
  test('a frame reaches the raw WebSockets of an account by its e-mail address, and says nothing of one that is not there', async () => {
    const [ann, bob] = [await account(), await account()]
    const emailOf = async ({ token }: { token: string }) =>
      String(((await world.get('/api/user/profile', token)).body.data as Data)['email'])
    const raw = await connectRaw(world.url())
    raw.send('init', { userId: bob.userId, token: bob.token })
    await raw.next()
    const test = { targetUserId: await emailOf(bob), message: 'Hello from WebSocket!', event: 'test.event' }
    const { status, body } = await world.post('/api/v6/call/websocket/test', test, ann.token)
    const data = {
      event: 'test.event',
      callId: 'test_call',
      status: 'test',
      data: { message: test.message, timestamp: expect.any(String), sender: await emailOf(ann) },
    }
    expect([status, body]).toEqual([
      200,
      { success: true, message: 'WebSocket message sent successfully', data },
    ])
    expect(await raw.next()).toEqual(data)
    for (const targetUserId of ['nobody@example.org', 'nobody'])
      expect(
        (await world.post('/api/v6/call/websocket/test', { ...test, targetUserId }, ann.token)).status,
      ).toBe(200)
    const refused = await world.post('/api/v6/call/websocket/test', { ...test, event: 'call.x' }, ann.token)
    expect([refused.status, raw.unread()]).toEqual([400, 0])
    expect((await world.get('/api/v6/call/websocket/clients', ann.token)).body).toEqual({
      success: true,
      message: 'WebSocket clients endpoint - check server logs for connected clients',
    })
    raw.close()
  })
})
