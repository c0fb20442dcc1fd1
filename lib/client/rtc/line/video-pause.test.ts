import { expect, test } from 'vitest'
import { createLanding, FULL_CAP_KBPS } from './video-pause'

/** Feeds readings 1 s apart, from 1 s on. */
function after(readings: readonly (number | undefined)[]) {
  const landing = createLanding(0)
  return readings.map((kbps, index) => landing.next(kbps, (index + 1) * 1_000).kind)
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

test('a narrow line pauses the picture after 5 s, not before', () => {
  expect(after(times(6, 149))).toEqual([...times(5, 'video'), 'still'])
})

test.each([150, 2_000, undefined])('%s kbps carry a picture', (kbps) => {
  expect(new Set(after(times(30, kbps)))).toEqual(new Set(['video']))
})

test('a moment of width begins the 5 s anew', () => {
  expect(after([...times(5, 100), 300, ...times(5, 100)])).toEqual(times(11, 'video'))
})

test('a paused picture is tried again after 10 s with a low cap, whatever the line seems to be', () => {
  const landing = createLanding(0)
  for (let at = 1_000; at <= 6_000; at += 1_000) landing.next(100, at)
  expect(landing.now()).toEqual({ kind: 'still', reason: 'narrow-line', retryAt: 16_000 })
  expect(landing.next(20, 15_999).kind).toBe('still')
  expect(landing.next(20, 16_000)).toEqual({ kind: 'video', capKbps: 200 })
})

test('a try that holds for 10 s lifts the cap, and the next pause is short again', () => {
  const landing = createLanding(0)
  for (let at = 1_000; at <= 16_000; at += 1_000) landing.next(100, at)
  expect(landing.next(300, 25_000)).toEqual({ kind: 'video', capKbps: 200 })
  expect(landing.next(300, 26_000)).toEqual({ kind: 'video', capKbps: FULL_CAP_KBPS })
  landing.next(100, 30_000)
  expect(landing.next(100, 35_000)).toEqual({ kind: 'still', reason: 'narrow-line', retryAt: 45_000 })
})

test('each failed try waits longer, and after the third the picture is given up', () => {
  const landing = createLanding(0)
  const changes: string[] = []
  let last = landing.now()
  for (let at = 1_000; at <= 200_000; at += 1_000) {
    const next = landing.next(100, at)
    if (next !== last) changes.push(`${at / 1_000} ${next.kind}`)
    last = next
  }
  expect(changes).toEqual(['6 still', '16 video', '22 still', '42 video', '48 still', '88 video', '94 voice'])
})

test('only a wish brings back a picture that was given up', () => {
  const landing = createLanding(0)
  for (let at = 1_000; at <= 200_000; at += 1_000) landing.next(100, at)
  expect(landing.next(5_000, 900_000).kind).toBe('voice')
  expect(landing.retry(900_000)).toEqual({ kind: 'video', capKbps: 200 })
})

test('a wish for a picture that is sent changes nothing', () => {
  const landing = createLanding(0)
  expect(landing.retry(5)).toBe(landing.now())
  expect(landing.now()).toEqual({ kind: 'video', capKbps: FULL_CAP_KBPS })
})
