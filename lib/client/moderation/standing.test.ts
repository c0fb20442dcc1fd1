import { expect, test } from 'vitest'
import { createStandingNews, type Standing } from './standing'

const AT = '2026-01-02T03:04:05.000Z'
const warning = (text: string, seen: boolean) => ({ warningId: text, text, createdAt: AT, seen })
const quiet: Standing = { warnings: [], appeal: null, pausedUntil: null }

function open(standing: Standing) {
  let answer = standing
  let kept: string | null = null
  let push: (payload: never) => void = () => {}
  const news = createStandingNews({
    socket: { on: (_, listener) => void (push = listener as typeof push) },
    fetchStanding: async () => ({ ok: true, data: answer }),
    confirm: async () => ({ ok: true, data: {} }),
    seen: { read: () => kept, write: (text) => void (kept = text) },
  })
  return {
    news,
    state: news.store.getState,
    set: (next: Standing) => void (answer = next),
    alert: (data: { sessionId?: string }) => push(data as never),
  }
}

test('warnings that were not confirmed are shown until they are', async () => {
  const { news, state } = open({ ...quiet, warnings: [warning('be kind', false), warning('old', true)] })
  await news.check()
  expect(state().warnings).toEqual(['be kind'])
  await news.confirmWarnings()
  expect(state().warnings).toEqual([])
})

test('a moderator’s alert asks again, one about a message does not', async () => {
  const { state, set, alert } = open(quiet)
  set({ ...quiet, pausedUntil: AT })
  alert({ sessionId: '1' })
  await Promise.resolve()
  expect(state().pausedUntil).toBeNull()
  alert({})
  await expect.poll(() => state().pausedUntil).toBe(AT)
})

test('that a ban was lifted is shown once on a device', async () => {
  const appeal = { status: 'lifted', answer: 'We were wrong', decidedAt: AT } as const
  const { news, state } = open({ ...quiet, appeal })
  await news.check()
  expect(state().lifted).toBe('We were wrong')
  news.noted()
  await news.check()
  expect(state().lifted).toBeNull()
})
