import { expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { recoverFromStateLoss } from './state-loss'

function open() {
  const clock = createFakeClock()
  const done: string[] = []
  let lose: () => void = () => undefined
  recoverFromStateLoss({
    onLost: (listener) => (lose = listener),
    sendLostEnds: async () => void done.push('ends'),
    servers: ['one', 'two'].map((name) => ({ sendBack: () => void done.push(name) })),
    clock,
    log: { warn: () => void done.push('logged') },
  })
  return { clock, done, lose: () => lose() }
}

test('a loss that is noticed several times is handled once, ends before connections are closed', async () => {
  const { clock, done, lose } = open()
  lose()
  await clock.advance(400)
  lose()
  expect(done).toEqual([])
  await clock.advance(5_000)
  expect(done).toEqual(['logged', 'ends', 'one', 'two'])
})

test('the next loss is handled too', async () => {
  const { clock, done, lose } = open()
  for (let n = 0; n < 2; n += 1) {
    lose()
    await clock.advance(1_000)
  }
  expect(done.filter((what) => what === 'ends')).toHaveLength(2)
})
