import { expect, test } from 'vitest'
import { settled } from '@/lib/client/testing/fake-clock'
import { createVisitRooms } from './visit-rooms'
import type { Visit, VisitFrames, VisitSocket, WaitingPerson } from './visits-rest'

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
  mayInvite: false,
}
const JOINED = { success: true, roomId: 'visit:v', conversationId: 'c' } as const
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
  const asked: unknown[] = []
  const rest = {
    visit: () => Promise.resolve({ ok: true as const, data: visit }),
    end: () => Promise.resolve({ ok: true as const, data: { visitId: 'v' } }),
    invite: (...call: [string, readonly string[]]) => {
      asked.push(call)
      return Promise.resolve({ ok: true as const, data: { added: [...call[1]] } })
    },
    withdraw: (...call: [string, string]) => {
      asked.push(call)
      return Promise.resolve({ ok: false as const, offline: true as const })
    },
  }
  const rooms = createVisitRooms({ account, socket, rest })
  const room = rooms.open('v')
  return {
    rooms,
    room,
    asked,
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
  expect(now()).toMatchObject({ phase: 'in', position: null })
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

test('who is invited more is seen at once; what the server does not do changes nothing', async () => {
  const { room, now, becomes, answers, asked } = setUp('doctor')
  answers.set('room:join', JOINED)
  room.actions.enter()
  await settled()
  const ann = { userId: 'ann', displayName: 'Ann', role: 'user', state: 'invited' } as const
  becomes({ participants: [ann] })
  expect(await room.actions.invite(['ann'])).toMatchObject({ ok: true })
  expect(now().visit?.participants).toEqual([ann])
  becomes({ participants: [] })
  expect(await room.actions.withdraw('ann')).toMatchObject({ ok: false })
  expect(now().visit?.participants).toEqual([ann])
  expect(asked).toEqual([
    ['v', ['ann']],
    ['v', 'ann'],
  ])
})

test('whose invitation is taken back finds no visit any more, until they are invited again', async () => {
  const { room, now, publish } = setUp()
  room.actions.enter()
  await settled()
  publish('visit:participantsChanged', { visitId: 'v', added: [], removed: ['ann'] })
  expect(now()).toMatchObject({ phase: 'absent', position: null })
  publish('visit:participantsChanged', { visitId: 'v', added: ['ann'], removed: [] })
  await settled()
  expect(now()).toMatchObject({ phase: 'waiting', position: 2 })
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
