import { expect, test } from 'vitest'
import { POINTS_KEPT } from '@/lib/domain/live-figures'
import { type AdminEvents, createFeedStore, type SubscribeToAdmin } from './feed-state'

const point = (at: number): AdminEvents['admin:point'] => ({
  at,
  online: 1,
  waiting: 0,
  talking: 0,
  p50: 0,
  p95: 0,
  p99: 0,
  underOneSecond: 100,
  count: 0,
  messages: 0,
  ended: 0,
  requeues: 0,
  limits: 0,
  errors: 0,
  waits: [],
  lengths: [],
  causes: {},
  limitKinds: {},
  errorKinds: {},
})

const none = { waiting: 0, talking: 0 }
const snapshot: AdminEvents['admin:snapshot'] = {
  kinds: { text: none, audio: none, video: none },
  live: { online: 1, waiting: 0, talking: 0 },
  pairing: { p50: 0, p95: 0, p99: 0, underOneSecond: 100, count: 0 },
  messages: { perMinute: 0, total: 0, averagePerSession: 0 },
  sessions: { active: 0, total: 0, averageDuration: 0, causes: {}, requeues: 0, requeuesPerHour: 0 },
  trouble: { limits: {}, errors: {}, devices: {}, heldBack: 0, relay: null },
  points: [point(10), point(20)],
}

function open() {
  const listeners = new Map<string, (payload: never) => void>()
  const on: SubscribeToAdmin = (event, listener) => void listeners.set(event, listener)
  const store = createFeedStore(on, { now: () => 1_000 })
  const push = <E extends keyof AdminEvents>(event: E, payload: AdminEvents[E]) =>
    listeners.get(event)?.(payload as never)
  return { store, push, state: store.getState }
}

test('figures that come before a snapshot are not shown', () => {
  const { push, state } = open()
  push('admin:live', { online: 3, waiting: 1, talking: 2, at: 5 })
  expect(state()).toMatchObject({ figures: undefined, receivedAt: undefined })
})

test('each part replaces its own, and the time of receipt is kept', () => {
  const { push, state } = open()
  push('admin:snapshot', snapshot)
  push('admin:live', { online: 3, waiting: 1, talking: 2, at: 5 })
  expect(state().figures).toMatchObject({
    live: { online: 3, waiting: 1, talking: 2 },
    messages: { total: 0 },
  })
  expect(state().receivedAt).toBe(1_000)
})

test('points are added in order, each once, and no more than the last hour', () => {
  const { push, state } = open()
  push('admin:snapshot', snapshot)
  push('admin:point', point(20))
  push('admin:point', point(30))
  expect(state().points.map(({ at }) => at)).toEqual([10, 20, 30])
  for (let at = 40; at <= 10 * (POINTS_KEPT + 5); at += 10) push('admin:point', point(at))
  expect(state().points).toHaveLength(POINTS_KEPT)
})

test('a snapshot after a loss replaces what was there', () => {
  const { push, state } = open()
  push('admin:snapshot', snapshot)
  push('admin:point', point(30))
  push('admin:snapshot', { ...snapshot, points: [point(500)] })
  expect(state().points.map(({ at }) => at)).toEqual([500])
})

test('that a case changes hands is news, that its holder goes on holding it is not', () => {
  const { push, state } = open()
  const claim = { moderatorId: 'mia', until: '2026-01-01T00:00:00.000Z' }
  push('admin:case-claimed', { caseId: 'a', claim })
  push('admin:case-claimed', { caseId: 'a', claim })
  expect(state()).toMatchObject({ claimNews: 1, releaseNews: 0 })
  push('admin:case-claimed', { caseId: 'a', claim: null })
  push('admin:case-claimed', { caseId: 'a', claim })
  expect(state()).toMatchObject({ claimNews: 3, releaseNews: 1 })
})

test('a changed role removes the figures', () => {
  const { push, state } = open()
  push('admin:snapshot', snapshot)
  push('admin:role', { role: 'moderator' })
  expect(state()).toMatchObject({ figures: undefined, points: [], roleNews: 1 })
})

test('a report and its decision count as news', () => {
  const { push, state } = open()
  push('admin:report', {
    reportId: 'r',
    sessionId: 's',
    conversationId: null,
    reportType: 'spam',
    chatType: 'text',
    reporterId: 'a',
    reportedId: 'b',
    createdAt: '2026-01-01T00:00:00.000Z',
  })
  push('admin:report-reviewed', { reportId: 'r', status: 'resolved' })
  expect(state()).toMatchObject({ reportNews: 2, newestReport: { reportId: 'r' } })
})

test('people by kind of session follow, and an alert counts as news', () => {
  const { push, state } = open()
  push('admin:snapshot', snapshot)
  push('admin:kinds', { text: none, audio: { waiting: 1, talking: 2 }, video: none })
  expect(state().figures?.kinds.audio).toEqual({ waiting: 1, talking: 2 })
  push('admin:alert', {
    alertId: 'a',
    kind: 'errors',
    unit: 'count',
    value: 30,
    worst: 30,
    threshold: 20,
    raisedAt: '2026-01-01T00:00:00.000Z',
    clearedAt: null,
    figures: '/admin',
    demo: false,
  })
  expect(state().alertNews).toBe(1)
})

test('what is counted as people come and do something counts as news, each page for itself', () => {
  const { push, state } = open()
  const at = '2026-01-01T00:00:00.000Z'
  push('admin:acquisition', { at })
  push('admin:engagement', { at })
  push('admin:engagement', { at })
  expect(state()).toMatchObject({ acquisitionNews: 1, engagementNews: 2 })
})
