import { expect, test } from 'vitest'
import { createAudioBitrate } from './bitrate'
import { audioOut, sampleOf } from './line-sample.fixture'

const losing = (lossPercent: number | undefined) => sampleOf({ audioOut: audioOut({ lossPercent }) })
const well = sampleOf()

test.each([16, 24, 40, 64])(
  'it begins with all that the pair allows: %i kbps, and never goes above',
  (ceiling) => {
    const bitrate = createAudioBitrate(ceiling)
    expect(bitrate.kbps()).toBe(ceiling)
    expect(Math.max(...Array.from({ length: 50 }, () => bitrate.next(well)))).toBe(ceiling)
  },
)

test('noticeable loss takes a step each window, down to 16 kbps', () => {
  const bitrate = createAudioBitrate(64)
  expect([4, 4, 4, 4, 4].map((loss) => bitrate.next(losing(loss)))).toEqual([48, 32, 24, 16, 16])
})

test('heavy loss goes to 24 kbps at once', () => {
  expect(createAudioBitrate(64).next(losing(15))).toBe(24)
})

test.each([0, 3, undefined])('a loss of %s %% changes nothing', (loss) => {
  expect(createAudioBitrate(64).next(losing(loss))).toBe(64)
})

test('a narrow line gets what fits beside headers', () => {
  const bitrate = createAudioBitrate(64)
  expect(bitrate.next(sampleOf({ availableKbps: 50 }))).toBe(24)
  expect(bitrate.next(sampleOf({ availableKbps: 5 }))).toBe(16)
})

test('it comes back a step after five good windows, and not sooner after another bad one', () => {
  const bitrate = createAudioBitrate(64)
  bitrate.next(losing(4))
  expect([1, 2, 3, 4, 5].map(() => bitrate.next(well))).toEqual([48, 48, 48, 48, 64])
  bitrate.next(losing(4))
  for (let window = 0; window < 4; window += 1) bitrate.next(well)
  bitrate.next(losing(4))
  expect([1, 2, 3, 4, 5].map(() => bitrate.next(well))).toEqual([32, 32, 32, 32, 48])
})
