import { expect, test, vi } from 'vitest'
import { toConversation } from '@/lib/domain/topics'
import { createMemoryFanOut } from '@/lib/server/adapters/memory/fan-out'
import type { Frame } from '@/lib/server/ports/connections/fan-out'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { encodeOnce } from './encode-once'
import { createSharedLogs } from './shared-logs'

test('a frame for many connections of a process is encoded once for each contract', () => {
  const fanOut = createMemoryFanOut()
  const sharedLogs = createSharedLogs({
    fanOut,
    project: () => new Map(),
    sources: [],
    clock: createFakeClock(),
    onError: (error) => expect.fail(String(error)),
  })
  const encode = vi.fn<(frame: Frame) => string>((frame) => JSON.stringify(frame.data))
  const written: string[] = []
  const topic = toConversation('room')
  for (let member = 0; member < 1_000; member += 1) {
    const send = (frames: readonly Frame[]) => {
      for (const frame of frames) written.push(encodeOnce(frame, encode))
    }
    sharedLogs.follow({ topic }, { send, drop: expect.fail })
  }
  const frames = ['one', 'two', 'three'].map((contract): Frame => ({
    contracts: [contract],
    namespace: '/',
    event: 'e',
    data: { contract },
  }))
  fanOut.publish(topic, { kind: 'frames', frames })
  expect(written).toHaveLength(3_000)
  expect(encode).toHaveBeenCalledTimes(3)
})
