import { expect, test, vi } from 'vitest'
import { forms, refusalForm } from '@/lib/contracts/refusal-forms'
import { DomainError } from '@/lib/domain/errors'
import { asRefusal, refusalBody, formatRefusal } from './refusal'

const limited = new DomainError('RATE_LIMIT_EXCEEDED', { retryAfter: 7 })

test.each([
  { name: 'object' as const, payload: { message: 'Too many requests', code: 1003, retryAfter: 7 } },
  {
    name: 'limit' as const,
    payload: { message: 'Too many requests', remaining: 0, code: 1003, retryAfter: 7 },
  },
  {
    name: 'frame' as const,
    payload: { type: 'any_error', message: 'Too many requests', code: 1003, retryAfter: 7 },
  },
  { name: 'reason' as const, payload: { reason: 'Too many requests' } },
  { name: 'text' as const, payload: 'Too many requests' },
])('a refusal in the form $name is $payload', ({ name, payload }) => {
  const ack = { success: false, error: 'Too many requests', code: 1003, retryAfter: 7 }
  const family = { event: 'any_error', form: forms[name] }
  expect(formatRefusal(family, limited)).toEqual({ event: 'any_error', payload, ack })
})

test('a refusal in a contract’s own form is what its function returns', () => {
  const form = refusalForm('`{error: {code}}`', ({ event, text, code, retryAfter }) => ({
    error: { event, text, code, retryAfter },
  }))
  const error = { event: 'any_error', text: 'Too many requests', code: 1003, retryAfter: 7 }
  expect(formatRefusal({ event: 'any_error', form }, limited).payload).toEqual({ error })
})

test('a contract’s own event, form and text replace the family’s', () => {
  const overrides = { RATE_LIMIT_EXCEEDED: { event: 'slow_down', form: forms.text, text: 'Slower' } }
  const chosen = formatRefusal({ event: 'any_error', form: forms.object, overrides }, limited)
  expect(chosen).toMatchObject({
    event: 'slow_down',
    payload: 'Slower',
    ack: { error: 'Slower', code: 1003 },
  })
})

test('an error that is no refusal is reported, and answered without its text', () => {
  const report = vi.fn<(error: unknown) => void>()
  expect(asRefusal(limited, report)).toBe(limited)
  expect(report).not.toHaveBeenCalled()
  const bug = new Error('password=hunter2')
  expect(asRefusal(bug, report)).toMatchObject({
    reason: 'INTERNAL_ERROR',
    message: 'Something went wrong on our side',
  })
  expect(report).toHaveBeenCalledOnce()
})

test('an outage of an engine is reported, and can be tried again', () => {
  const report = vi.fn<(error: unknown) => void>()
  const outage = Object.assign(new Error('The database is away for now'), { code: 'UNAVAILABLE' })
  expect(asRefusal(outage, report).reason).toBe('UNAVAILABLE')
  expect(report).toHaveBeenCalledExactlyOnceWith(outage)
})

test('the REST envelope has code, name and description', () => {
  expect(refusalBody(new DomainError('INVALID_AGE'))).toEqual({
    success: false,
    error: { code: 1001, message: 'INVALID_AGE', description: 'User is under 18 years old' },
  })
  expect(refusalBody(limited).error).toMatchObject({ message: 'RATE_LIMIT_EXCEEDED', retryAfter: 7 })
})
