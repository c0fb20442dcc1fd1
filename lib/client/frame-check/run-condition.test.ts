import { expect, test, vi } from 'vitest'
import { browserFrameCheck } from './browser-frame-check'
import { frameCheckPreference, preferFrameCheck } from './preference'
import { whyOff } from './run-condition'

test.each([
  { line: undefined, reason: undefined },
  { line: { effectiveType: '4g', saveData: false }, reason: undefined },
  { line: { effectiveType: '3g' }, reason: undefined },
  { line: { effectiveType: '2g' }, reason: 'slow-line' },
  { line: { effectiveType: 'slow-2g' }, reason: 'slow-line' },
  { line: { effectiveType: '4g', saveData: true }, reason: 'data-saving' },
])('on the line $line it is off because of $reason', ({ line, reason }) => {
  expect(whyOff(true, line)).toBe(reason)
})

test("the person's own choice comes first", () => {
  expect(whyOff(false, { saveData: true })).toBe('preference')
})

test('the choice is kept in this browser, and "on" is what needs no keeping', () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  preferFrameCheck(false)
  expect([frameCheckPreference.getState().isWished, [...kept]]).toEqual([
    false,
    [['omegoo.frame-check', 'off']],
  ])
  preferFrameCheck(true)
  expect([frameCheckPreference.getState().isWished, kept.size]).toEqual([true, 0])
})

test('a build without a worker says that it cannot check; a line that is spared, that it does not', async () => {
  vi.stubGlobal('navigator', {})
  const check = browserFrameCheck()
  expect(await check.load()).toEqual({ phase: 'unavailable', reason: 'unsupported' })
  check.dispose()
  vi.stubGlobal('navigator', { connection: { saveData: true } })
  const spared = browserFrameCheck()
  expect(await spared.load()).toEqual({ phase: 'off', reason: 'data-saving' })
  spared.dispose()
})
