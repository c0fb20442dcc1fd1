import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCounters, measure } from '../counters'
import { mediaFigures, pareto } from './media-figures'

const audio = {
  'audio.rooms': 10,
  'audio.causes:left': 6,
  'audio.causes:media-failed': 2,
  'audio.sides:connected': 18,
  'audio.sides:unconnected': 2,
  'audio.path:relay': 1,
  'audio.path:direct': 3,
  'audio.line:good': 6,
  'audio.line:poor': 2,
  'audio.skipped:poor': 1,
  'audio.reported:poor': 2,
  'devices:microphone NotAllowedError': 4,
  'devices:camera NotFoundError': 9,
}

test('shares are of what they belong to, and of no other kind of session', () => {
  const figures = mediaFigures({ ...audio, 'video.causes:media-failed': 50, 'text.rooms': 9 }, ['audio'])
  expect(figures).toMatchObject({
    sessions: 10,
    ended: 8,
    failedPercent: 25,
    unconnectedPercent: 10,
    relayPercent: 25,
    reconnectPercent: null,
    devices: [
      { device: 'camera NotFoundError', count: 9 },
      { device: 'microphone NotAllowedError', count: 4 },
    ],
  })
  expect(figures.lines).toEqual([
    { band: 'good', sessions: 6, skippedPercent: 0, reportedPercent: 0 },
    { band: 'fair', sessions: 0, skippedPercent: null, reportedPercent: null },
    { band: 'poor', sessions: 2, skippedPercent: 50, reportedPercent: 100 },
    { band: 'none', sessions: 0, skippedPercent: null, reportedPercent: null },
  ])
})

test('loss is in per cent, set-up in milliseconds, of both kinds together', () => {
  const counted: Record<string, number> = {}
  measure(counted, 'audio.loss', 250)
  measure(counted, 'video.loss', 250)
  measure(counted, 'video.connect', 2_000)
  const { loss, setup } = mediaFigures(counted, ['audio', 'video'])
  expect(loss.p50).toBeCloseTo(2.5, 0)
  expect(setup.count).toBe(1)
  expect(Math.abs(setup.p50 - 2_000)).toBeLessThan(240)
})

test('nothing counted is no figure, and no per cent of nothing', () => {
  expect(mediaFigures({}, ['audio', 'video'])).toMatchObject({
    sessions: 0,
    failedPercent: null,
    relayPercent: null,
    causes: [],
    devices: [],
  })
})

test('causes come most first, and their shares add up to all', () => {
  const counts = fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 1_000 }))
  fc.assert(
    fc.property(counts, (of) => {
      const causes = pareto(addCounters(of))
      causes.forEach(({ count, cumulative }, index) => {
        expect(count).toBeLessThanOrEqual(causes[index - 1]?.count ?? Infinity)
        expect(cumulative).toBeGreaterThanOrEqual(causes[index - 1]?.cumulative ?? 0)
      })
      if (causes.length > 0) expect(causes.at(-1)?.cumulative).toBe(100)
    }),
  )
})
