import { expect, test } from 'vitest'
import { createBlackBox } from './black-box'
import { createLineWatch } from './line-watch'
import { audioIn, sampleOf, videoOut } from './line-sample.fixture'
import { createMetrics } from './metrics'

const own = { device: 'fine', isStalled: false, isMuted: false } as const

/** Windows of 2 s in which so many of 100 packets are lost, and the microphone has sound or not. */
function watched(windows: readonly { lost?: number; sound?: boolean; packets?: number }[], isMuted = false) {
  const watch = createLineWatch()
  let [received, lost, energy, sent] = [0, 0, 0, 0]
  const report = () => [
    { type: 'inbound-rtp', kind: 'audio', id: 'I', packetsReceived: received, packetsLost: lost },
    { type: 'outbound-rtp', kind: 'audio', id: 'O', mediaSourceId: 'S', packetsSent: sent },
    { type: 'media-source', kind: 'audio', id: 'S', totalAudioEnergy: energy, audioLevel: 0 },
  ]
  watch.read(report(), 0, own)
  const readings = windows.map(({ lost: more = 0, sound = true, packets = 100 }, index) => {
    received += packets - more
    lost += more
    sent += 100
    if (sound) energy += 1
    return watch.read(report(), (index + 1) * 2_000, { ...own, isMuted })
  })
  return { watch, readings }
}

test('a grade is shown when two windows in a row have it', () => {
  const { readings } = watched([{}, {}, { lost: 40 }, {}, { lost: 40 }, { lost: 40 }])
  expect(readings.map((reading) => reading?.grade)).toEqual([
    undefined,
    'good',
    'good',
    'good',
    'good',
    'bad',
  ])
})

test('DTX silence is scored as nothing, and what is shown stays', () => {
  const { readings } = watched([{}, {}, { packets: 0 }, { packets: 0 }, { packets: 0 }])
  expect(readings.map((reading) => reading?.grade)).toEqual([undefined, 'good', 'good', 'good', 'good'])
  expect(readings.at(-1)?.quality).toBeUndefined()
})

test('a microphone without any sound for more than 5 s is named', () => {
  const { readings } = watched([{ sound: false }, { sound: false }, { sound: false }, { sound: false }])
  expect(readings.map((reading) => reading?.cause?.kind)).toEqual([
    undefined,
    undefined,
    undefined,
    'silent-microphone',
  ])
})

test('a muted microphone is not a silent one', () => {
  const { readings } = watched(
    Array.from({ length: 5 }, () => ({ sound: false })),
    true,
  )
  expect(readings.at(-1)?.cause).toBeUndefined()
})

test('the summary has the seconds at each grade, the worst that lasted, causes and reconnects', () => {
  const { watch } = watched([{}, {}, { lost: 40 }, { lost: 40 }, { lost: 40 }, {}, {}])
  watch.reconnected(1_700)
  watch.reconnected(2_300)
  expect(watch.summary()).toEqual({
    seconds: { good: 8, fair: 0, poor: 0, bad: 6 },
    worst: 'bad',
    causes: { downlink: 6 },
    reconnects: 2,
    lostSeconds: 4,
  })
})

test('one bad window is not the worst of a session', () => {
  const { watch } = watched([{}, {}, { lost: 40 }, {}, {}])
  expect(watch.summary()).toMatchObject({ worst: 'good', seconds: { bad: 2 } })
})

test('a session without sound has no worst grade', () => {
  expect(createBlackBox().summary()).toMatchObject({ worst: undefined, reconnects: 0 })
})

test('a picture that has not grown into its line yet is no entry of the summary', () => {
  const box = createBlackBox()
  box.window(2_000, 'good', { kind: 'uplink', lossPercent: undefined })
  expect(box.summary().causes).toEqual({})
})

const facts = { iceState: 'connected', upForMs: 61_900, connectMs: 812.4, isPicturePaused: false } as const

test('a report has the fields and units of the document', () => {
  const metrics = createMetrics()
  metrics(sampleOf({ audioIn: audioIn({ kbps: 60 }) }), facts)
  const sample = sampleOf({ audioIn: audioIn({ kbps: 48.04, lossPercent: 1.23, jitterMs: 15.46 }) })
  expect(metrics(sample, facts)).toEqual({
    packetLoss: 1.2,
    jitter: 15.5,
    currentBitrate: 48,
    averageBitrate: 54,
    iceConnectionState: 'connected',
    relayed: false,
    callDuration: 61,
    connectTime: 812,
  })
})

test('a report of a session with a picture tells of it, and whether the own one is paused', () => {
  const sample = sampleOf({ videoOut: videoOut() })
  expect(createMetrics()(sample, { ...facts, connectMs: undefined, isPicturePaused: true })).toMatchObject({
    video: { frameRate: 0, width: 0, height: 0, paused: true },
  })
})
