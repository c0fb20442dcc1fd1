import { expect, test } from 'vitest'
import { settled } from '@/lib/client/testing/fake-clock'
import { createVisitRooms } from './visit-rooms'
import type { Visit, VisitFrames, VisitMessage, VisitSocket, WaitingPerson } from './visits-rest'

const VISIT: Visit = {
  visitId: 'v',
  roomId: 'visit:v',
  conversationId: 'c',
  hostId: 'doctor',
  scheduledAt: null,
  waitingRoom: true,
  createdAt: '2026-11-30T10:00:00.000Z',
  endedAt: null,
  status: 'now',
  isHost: false,
  state: 'invited',
  participants: [],
  waiting: [],
  revision: 0,
  position: null,
}
const JOINED = { success: true, roomId: 'visit:v', conversationId: 'c' } as const
const message = (seq: number) =>
  ({ id: `m${seq}`, seq, visitId: 'v', roomId: 'visit:v', message: `${seq}` }) as VisitMessage
const person = (userId: string): WaitingPerson => ({
  userId,
  displayName: userId,
  position: 1,
  waitingSince: VISIT.createdAt,
  isAway: false,
})

/** A connection whose answers the test gives by event. */
function setUp(account = 'ann') {
  const answers = new Map<string, object | undefined>([
    ['room:join', { ...JOINED, waiting: true, position: 2 }],
    ['message:history', { success: true, messages: [message(1)], hasMore: false }],
  ])
  const listeners = new Map<string, (payload: never) => void>()
  const sent: [string, unknown][] = []
  let changeOnline = (_: boolean) => {}
  const socket = {
    request: (event: string, payload: unknown) => {
      sent.push([event, payload])
      return Promise.resolve(answers.get(event))
    },
    emit: (event: string, payload: unknown) => sent.push([event, payload]),
    on: (event: string, listener: (payload: never) => void) => listeners.set(event, listener),
    isOnline: () => true,
    onOnlineChange: (listener: typeof changeOnline) => (changeOnline = listener),
  } as unknown as VisitSocket
  let visit: Visit = VISIT
  let made = 0
  const rest = {
    visit: () => Promise.resolve({ ok: true as const, data: visit }),
    end: () => Promise.resolve({ ok: true as const, data: { visitId: 'v' } }),
  }
  const rooms = createVisitRooms({ account, socket, rest, ids: () => `own ${(made += 1)}` })
  const room = rooms.open('v')
  return {
    rooms,
    room,
    sent,
    answers,
    now: () => room.state.getState(),
    becomes: (changes: Partial<Visit>) => (visit = { ...visit, ...changes }),
    publish: <E extends keyof VisitFrames>(event: E, payload: VisitFrames[E]) =>
      listeners.get(event)?.(payload as never),
    comeBack: () => changeOnline(true),
  }
}

test('who waits moves up, and is in the visit once admitted', async () => {
  const { room, now, answers, publish } = setUp()
  room.actions.enter()
  await settled()
  expect(now()).toMatchObject({ phase: 'waiting', position: 2 })
  publish('visit:waiting', { visitId: 'v', position: 1, revision: 3 })
  expect(now().position).toBe(1)
  publish('visit:waiting', { visitId: 'v', position: 2, revision: 2 })
  expect(now().position).toBe(1)
  answers.set('room:join', JOINED)
  publish('visit:admitted', { visitId: 'v', userId: 'ann', roomId: 'visit:v', conversationId: 'c' })
  await settled()
  expect(now()).toMatchObject({ phase: 'in', position: null, messages: [{ id: 'm1' }] })
})

test('a connection that comes back enters again, and who left does not', async () => {
  const { room, now, sent, answers, comeBack } = setUp()
  room.actions.enter()
  await settled()
  comeBack()
  await settled()
  const joins = () => sent.filter(([event]) => event === 'room:join').length
  expect(joins()).toBe(2)
  answers.set('room:leave', { success: true })
  await room.actions.leave()
  expect(now().phase).toBe('left')
  comeBack()
  await settled()
  expect(joins()).toBe(2)
  room.actions.retry()
  await settled()
  expect(now().phase).toBe('waiting')
})

test('the host’s queue is the newest that came, whatever came last', async () => {
  const { room, now, becomes, publish, answers } = setUp('doctor')
  answers.set('room:join', JOINED)
  becomes({ isHost: true, state: 'admitted', waiting: [person('ann')], revision: 4 })
  room.actions.enter()
  await settled()
  publish('visit:waiting', { visitId: 'v', revision: 3, waiting: [] })
  expect(now().waiting).toHaveLength(1)
  publish('visit:waiting', { visitId: 'v', revision: 5, waiting: [] })
  expect(now().waiting).toEqual([])
  answers.set('visit:admit', { success: false, error: 'Nobody is waiting', code: 3010 })
  await room.actions.admit()
  expect(now()).toMatchObject({ admitting: undefined, hasAdmittingFailed: true, waiting: [] })
})

test('a message that did not get through is kept, and sent again as the same', async () => {
  const { room, now, answers, sent } = setUp()
  answers.set('room:join', JOINED)
  room.actions.enter()
  await settled()
  room.actions.send('hello')
  await settled()
  const [unsent] = now().unsent
  expect(unsent).toMatchObject({ text: 'hello', hasFailed: true })
  answers.set('message:send', { success: true, message: message(2) })
  if (unsent) room.actions.sendAgain(unsent)
  await settled()
  expect(now().unsent).toEqual([])
  expect(now().messages.map(({ seq }) => seq)).toEqual([1, 2])
  const keys = sent.flatMap(([event, payload]) =>
    event === 'message:send' ? (payload as { clientMessageId: string }).clientMessageId : [],
  )
  expect(keys).toEqual(['own 1', 'own 1'])
})

test('the end is shown to who was in it, and missed by who waited', async () => {
  for (const [joined, phase] of [
    [JOINED, 'in'],
    [{ ...JOINED, waiting: true, position: 1 }, 'missed'],
  ] as const) {
    const { room, now, answers, becomes, publish } = setUp()
    answers.set('room:join', joined)
    room.actions.enter()
    await settled()
    becomes({ status: 'over', endedAt: VISIT.createdAt })
    publish('visit:over', { visitId: 'v', endedAt: VISIT.createdAt })
    await settled()
    expect(now()).toMatchObject({ phase, visit: { status: 'over' } })
  }
})

test('a visit that is not one’s own is absent, and everything about visits is news for lists', async () => {
  const { rooms, room, now, answers, publish, sent } = setUp()
  answers.set('room:join', { success: false, error: 'Room access denied', code: 3007 })
  room.actions.enter()
  await settled()
  expect(now().phase).toBe('absent')
  publish('visit:over', { visitId: 'another', endedAt: VISIT.createdAt })
  expect(rooms.news.getState()).toBe(1)
  room.actions.close()
  expect(sent.some(([event]) => event === 'room:leave')).toBe(false)
})
