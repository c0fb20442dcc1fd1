import { describe, expect, test } from 'vitest'
import { statusFor } from './message'
import { isHiding, PRIVATE_MATTERS, reachShownTo } from './privacy'

describe('privacy in conversations', () => {
  test('nothing is hidden by somebody who has chosen nothing', () => {
    expect(PRIVATE_MATTERS.filter((matter) => isHiding({}, matter))).toEqual([])
  })

  test('each matter is hidden on its own', () => {
    expect(PRIVATE_MATTERS.filter((matter) => isHiding({ hides: ['typing'] }, matter))).toEqual(['typing'])
  })

  const reach = { read: 4, delivered: 6 }
  test.each([
    { hides: [] as const, seq: 4, status: 'read' },
    { hides: ['read'] as const, seq: 4, status: 'delivered' },
    { hides: ['read', 'delivered'] as const, seq: 4, status: 'sent' },
    { hides: ['delivered'] as const, seq: 4, status: 'read' },
    { hides: ['delivered'] as const, seq: 6, status: 'sent' },
    { hides: ['typing'] as const, seq: 6, status: 'delivered' },
  ])('message $seq is $status to somebody who hides $hides', ({ hides, seq, status }) => {
    expect(statusFor(seq, reachShownTo({ hides }, reach))).toBe(status)
  })

  test('where there is nobody else, nobody has read', () => {
    expect(reachShownTo({}, undefined)).toBeUndefined()
  })
})
