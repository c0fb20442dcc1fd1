import { expect, test } from 'vitest'
import { createStallDetector, STALL_POLL_MS } from './stall'

const detector = () => createStallDetector(0)

test('a line on which RTP arrives is not stalled', () => {
  const stall = detector()
  const read = [1, 2, 3, 4].map((turn) =>
    stall.read({ packets: turn, lastPacketAt: 7 }, true, turn * STALL_POLL_MS),
  )
  expect(read).toEqual([0, 0, 0, 0])
})

test('DTX silence is not a stall: consent checks still arrive', () => {
  const stall = detector()
  const read = [1, 2, 3, 4].map((turn) =>
    stall.read({ packets: 50, lastPacketAt: turn }, true, turn * STALL_POLL_MS),
  )
  expect(read).toEqual([0, 0, 0, 0])
})

test('a line on which nothing arrives is stalled from the last reading that had something', () => {
  const stall = detector()
  const still = { packets: 50, lastPacketAt: 7 }
  expect([500, 1_000, 1_500, 2_000].map((at) => stall.read(still, true, at))).toEqual([0, 500, 1_000, 1_500])
})

test('a browser that does not know when the pair received is judged by RTP alone', () => {
  const stall = detector()
  const still = { packets: 50, lastPacketAt: undefined }
  expect([500, 1_000, 1_500].map((at) => stall.read(still, true, at))).toEqual([0, 500, 1_000])
})

test('one packet ends a stall', () => {
  const stall = detector()
  stall.read({ packets: 50, lastPacketAt: 7 }, true, 500)
  stall.read({ packets: 50, lastPacketAt: 7 }, true, 3_000)
  expect(stall.read({ packets: 51, lastPacketAt: 8 }, true, 3_500)).toBe(0)
})

test('a new connection, whose counters begin again, ends a stall only when it is connected', () => {
  const stall = detector()
  stall.read({ packets: 50, lastPacketAt: 7 }, true, 500)
  stall.read({ packets: 50, lastPacketAt: 7 }, true, 1_000)
  expect(stall.read({ packets: 0, lastPacketAt: undefined }, false, 1_500)).toBe(1_000)
  expect(stall.read({ packets: 0, lastPacketAt: undefined }, true, 2_000)).toBe(1_500)
  expect(stall.read({ packets: 0, lastPacketAt: 1 }, true, 2_500)).toBe(0)
})

test('a line that never was connected is stalled from the beginning', () => {
  const stall = detector()
  const nothing = { packets: 0, lastPacketAt: undefined }
  expect([500, 1_000].map((at) => stall.read(nothing, false, at))).toEqual([500, 1_000])
})

test('the time for which the page was frozen counts as one short step', () => {
  const stall = detector()
  const still = { packets: 50, lastPacketAt: 7 }
  stall.read(still, true, 500)
  expect(stall.read(still, true, 60_000)).toBe(1_000)
})

test('a clock that goes back does not shorten a stall', () => {
  const stall = detector()
  const still = { packets: 50, lastPacketAt: 7 }
  stall.read(still, true, 500)
  expect(stall.read(still, true, 1_000)).toBe(500)
  expect(stall.read(still, true, 200)).toBe(500)
})
