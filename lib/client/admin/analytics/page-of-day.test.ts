import { expect, test } from 'vitest'
import { COMPARED_OF_DAY } from '@/lib/domain/unusual-day'
import { pageOfDay } from './page-of-day'

test.each(COMPARED_OF_DAY.filter((what) => what !== 'errors'))(
  '%s lead to a page with that day alone',
  (what) => {
    const { pathname, searchParams } = new URL(pageOfDay(what, '2026-11-29'), 'http://localhost')
    expect(pathname).toMatch(/^\/admin\/[a-z]+$/)
    expect([searchParams.get('start'), searchParams.get('end')]).toEqual(['2026-11-29', '2026-11-29'])
  },
)

test('sessions of a kind lead to that kind', () => {
  expect(pageOfDay('audio', '2026-11-29')).toContain('chatType=audio')
})

test('errors lead to the hours, which are on the same page', () => {
  expect(pageOfDay('errors', '2026-11-29')).toBe('#hours')
})
