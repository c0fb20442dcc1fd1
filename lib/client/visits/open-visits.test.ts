import { expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { Result } from '@/lib/client/api'
import { createFakeClock, settled } from '@/lib/client/testing/fake-clock'
import { begunWithoutMe, createOpenVisits } from './open-visits'
import type { ListedVisit, VisitPage } from './visits-rest'

const visit = (visitId: string, changes: Partial<ListedVisit> = {}): ListedVisit => ({
  visitId,
  roomId: `visit:${visitId}`,
  conversationId: visitId,
  hostId: 'doctor',
  hostName: 'Doctor',
  scheduledAt: null,
  waitingRoom: true,
  createdAt: '2026-11-30T09:00:00.000Z',
  endedAt: null,
  status: 'now',
  isHost: false,
  state: 'invited',
  participants: [],
  participantCount: 0,
  waitingCount: 0,
  ...changes,
})

function setUp(visits: readonly ListedVisit[] = [], clock = createFakeClock()) {
  let answer: Result<VisitPage> = { ok: true, data: { visits: [...visits], hasMore: false } }
  let asked = 0
  const news = createStore<number>(() => 0)
  const store = createOpenVisits({
    list: () => {
      asked += 1
      return Promise.resolve(answer)
    },
    news,
    clock,
  })
  return {
    store,
    clock,
    ids: () => store.getState().map(({ visitId }) => visitId),
    asked: () => asked,
    answer: (next: Result<VisitPage>) => (answer = next),
    isNews: () => news.setState(news.getState() + 1, true),
  }
}
const page = (...visits: ListedVisit[]) => ({ ok: true as const, data: { visits, hasMore: false } })

test('an invitation is there as soon as there is news of it, and news at the same time is one question', async () => {
  const { ids, answer, isNews, clock, asked } = setUp()
  await settled()
  expect(ids()).toEqual([])
  answer(page(visit('a')))
  isNews()
  isNews()
  await clock.pass(500)
  expect(ids()).toEqual(['a'])
  expect(asked()).toBe(2)
})

test('what one knew stays where nothing comes', async () => {
  const { ids, answer, isNews, clock } = setUp([visit('a')])
  await settled()
  answer({ ok: false, offline: true, cause: new Error('offline') })
  isNews()
  await clock.pass(500)
  expect(ids()).toEqual(['a'])
})

test('a visit that is planned begins without news of it', async () => {
  const clock = createFakeClock()
  const scheduledAt = new Date(clock.now() + 60_000).toISOString()
  const coming = visit('a', { status: 'coming', scheduledAt })
  const { store, answer } = setUp([coming], clock)
  await settled()
  expect(begunWithoutMe(store.getState())).toBe(0)
  answer(page({ ...coming, status: 'now' }))
  await clock.pass(60_500)
  expect(begunWithoutMe(store.getState())).toBe(1)
})

test('what has begun without one are the visits of others that one was never in', () => {
  const visits = [
    visit('invited'),
    visit('mine', { isHost: true }),
    visit('in', { state: 'admitted' }),
    visit('waiting', { state: 'waiting' }),
    visit('coming', { status: 'coming' }),
  ]
  expect(begunWithoutMe(visits)).toBe(1)
})
