import { expect, test } from 'vitest'
import { type Cause, causeOf, createSteady } from './cause'
import { audioIn, audioOut, sampleOf, videoOut } from './line-sample.fixture'

const own = { device: 'fine', isMicrophoneSilent: false, isStalled: false } as const

test('a line that is well has no cause', () => {
  expect(causeOf(sampleOf(), own)).toBeUndefined()
})

/** Each row has everything of the rows below it as well: the first that holds is named. */
test.each([
  { side: { device: 'ended' }, cause: { kind: 'device-ended' } },
  { side: { device: 'muted-by-system' }, cause: { kind: 'muted-by-system' } },
  { side: { isMicrophoneSilent: true }, cause: { kind: 'silent-microphone' } },
  { side: { isStalled: true }, cause: { kind: 'no-packets' } },
  { side: {}, sample: { videoOut: videoOut({ limitedBy: 'cpu' }) }, cause: { kind: 'processor' } },
  {
    side: {},
    sample: { audioOut: audioOut({ lossPercent: 12 }) },
    cause: { kind: 'uplink', lossPercent: 12 },
  },
  {
    side: {},
    sample: { videoOut: videoOut({ limitedBy: 'bandwidth' }) },
    cause: { kind: 'uplink', lossPercent: undefined },
  },
  {
    side: {},
    sample: { audioIn: audioIn({ lossPercent: 4, concealedPercent: 9 }) },
    cause: { kind: 'downlink', lossPercent: 9 },
  },
  { side: {}, sample: { roundTripMs: 401 }, cause: { kind: 'delay', roundTripMs: 401 } },
] as const)('$cause.kind is named before all that follows', ({ side, sample, cause }) => {
  const everythingBelow = { roundTripMs: 900 }
  const seen = sampleOf(cause.kind === 'delay' ? sample : { ...everythingBelow, ...sample })
  expect(causeOf(seen, { ...own, ...side })).toEqual(cause)
})

test.each([
  { roundTripMs: 400 },
  { audioIn: audioIn({ lossPercent: 3, concealedPercent: 3 }) },
  { audioOut: audioOut({ lossPercent: 3 }) },
  { audioOut: audioOut({ lossPercent: undefined }) },
  { videoOut: videoOut({ limitedBy: 'bandwidth', isActive: false }) },
  { videoOut: videoOut({ limitedBy: 'cpu', isActive: false }) },
  { videoOut: videoOut({ limitedBy: 'other' }) },
])('at the boundary there is no cause: %j', (sample) => {
  expect(causeOf(sampleOf(sample), own)).toBeUndefined()
})

const uplink = (lossPercent: number): Cause => ({ kind: 'uplink', lossPercent })
const silent: Cause = { kind: 'silent-microphone' }

test.each([
  {
    what: 'one bad window is not shown',
    seen: [undefined, uplink(9), undefined],
    shown: [undefined, undefined, undefined],
  },
  { what: 'the second one is', seen: [uplink(9), uplink(12)], shown: [undefined, uplink(12)] },
  {
    what: 'figures follow at once',
    seen: [uplink(9), uplink(9), uplink(5)],
    shown: [undefined, uplink(9), uplink(5)],
  },
  {
    what: 'one good window does not end it',
    seen: [uplink(9), uplink(9), undefined, uplink(8)],
    shown: [undefined, uplink(9), uplink(9), uplink(8)],
  },
  {
    what: 'two do',
    seen: [uplink(9), uplink(9), undefined, undefined],
    shown: [undefined, uplink(9), uplink(9), undefined],
  },
  {
    what: 'two different windows in a row are not two of one kind',
    seen: [uplink(9), silent, uplink(9), silent],
    shown: [undefined, undefined, undefined, undefined],
  },
])('$what', ({ seen, shown }) => {
  const steady = createSteady<Cause>()
  expect(seen.map((cause) => steady(cause))).toEqual(shown)
})
