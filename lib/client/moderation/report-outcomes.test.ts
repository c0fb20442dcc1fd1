import { expect, test } from 'vitest'
import type { Result } from '@/lib/client/api'
import { createReportOutcomes, type OwnReport } from './report-outcomes'

const report = (reportId: string, status: string): OwnReport => ({
  reportId,
  status,
  reportType: 'spam',
  description: '',
  createdAt: '2026-01-01T00:00:00.000Z',
})

function open(reports: readonly OwnReport[] = [], kept: string | null = null) {
  let stored = kept
  let push: (payload: never) => void = () => {}
  const outcomes = createReportOutcomes({
    socket: { on: (_, listener) => void (push = listener as typeof push) },
    fetchReports: async (): Promise<Result<{ reports: readonly OwnReport[] }>> => ({
      ok: true,
      data: { reports },
    }),
    seen: { read: () => stored, write: (text) => void (stored = text) },
  })
  return {
    ...outcomes,
    push: (reportId: string, status: string) => push({ reportId, status } as never),
    shown: () => outcomes.store.getState().outcome,
    stored: () => stored,
  }
}

test('an outcome that is published while connected is shown at once, and once', () => {
  const { push, shown, noted } = open()
  push('r', 'resolved')
  expect(shown()).toEqual({ reportId: 'r', status: 'resolved' })
  noted()
  push('r', 'resolved')
  expect(shown()).toBeUndefined()
  push('r', 'dismissed')
  expect(shown()).toEqual({ reportId: 'r', status: 'dismissed' })
})

test('what was decided meanwhile is found at the next visit; what waits is no outcome', async () => {
  const { check, shown } = open([report('new', 'pending'), report('old', 'dismissed')])
  await check()
  expect(shown()).toEqual({ reportId: 'old', status: 'dismissed' })
})

test('what was noted on this device is not shown again after a reload', async () => {
  const before = open([report('r', 'resolved')])
  await before.check()
  before.noted()
  const after = open([report('r', 'resolved')], before.stored())
  await after.check()
  expect(after.shown()).toBeUndefined()
})

test.each(['{', '{}', '[1]'])('a memory of %j counts as none', async (kept) => {
  const { check, shown } = open([report('r', 'resolved')], kept)
  await check()
  expect(shown()).toBeDefined()
})
