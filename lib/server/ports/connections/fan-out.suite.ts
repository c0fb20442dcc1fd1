import { describe, expect, test, vi } from 'vitest'
import { toLogin, toUser } from '@/lib/domain/topics'
import type { FanOut, Publication } from './fan-out'

const frame = (event: string): Publication => ({
  kind: 'frames',
  frames: [{ contracts: ['any'], namespace: '/', event, data: { a: 1 } }],
})

/** Holds for every adapter of `FanOut`. `open` gives one without listeners each time. */
export function fanOutSuite(open: () => Promise<FanOut>): void {
  /** What a subscriber of a topic receives. */
  function subscribed(fanOut: FanOut, topic: Parameters<FanOut['subscribe']>[0]) {
    const received: Publication[] = []
    const stop = fanOut.subscribe(topic, (publication) => void received.push(publication))
    return { received, stop }
  }

  describe('FanOut', () => {
    test('a publication reaches every listener of its topic, in order, and no one else', async () => {
      const fanOut = await open()
      const [one, two] = [subscribed(fanOut, toUser('ann')), subscribed(fanOut, toUser('ann'))]
      const others = [subscribed(fanOut, toUser('bob')), subscribed(fanOut, toLogin('ann'))]
      await fanOut.settled()
      const sent = [frame('first'), frame('second'), { kind: 'disconnect', reason: 'over' } as const]
      for (const publication of sent) fanOut.publish(toUser('ann'), publication)
      await vi.waitFor(() => expect([one.received, two.received]).toEqual([sent, sent]))
      expect(others.flatMap(({ received }) => received)).toEqual([])
    })

    test('a listener that has stopped receives nothing, the others do', async () => {
      const fanOut = await open()
      const [one, two] = [subscribed(fanOut, toUser('ann')), subscribed(fanOut, toUser('ann'))]
      await fanOut.settled()
      one.stop()
      one.stop()
      fanOut.publish(toUser('ann'), frame('first'))
      await vi.waitFor(() => expect(two.received).toHaveLength(1))
      two.stop()
      const three = subscribed(fanOut, toUser('ann'))
      await fanOut.settled()
      fanOut.publish(toUser('ann'), frame('second'))
      await vi.waitFor(() => expect(three.received).toEqual([frame('second')]))
      expect([one.received, two.received]).toEqual([[], [frame('first')]])
    })

    test('counts what it handled for its own listeners, once for all of them', async () => {
      const fanOut = await open()
      const [one, two] = [subscribed(fanOut, toUser('ann')), subscribed(fanOut, toUser('ann'))]
      await fanOut.settled()
      fanOut.publish(toUser('ann'), frame('first'))
      fanOut.publish(toUser('bob'), frame('second'))
      fanOut.publish(toUser('ann'), frame('third'))
      await vi.waitFor(() => expect([one.received.length, two.received.length]).toEqual([2, 2]))
      expect(fanOut.handled()).toBe(2)
    })

    test('one topic is received as soon as its own subscription is in force', async () => {
      const fanOut = await open()
      const topics = Array.from({ length: 50 }, (_, index) => toUser(`person ${index}`))
      const all = topics.map((topic) => ({ topic, ...subscribed(fanOut, topic) }))
      for (const { topic, received } of all) {
        await fanOut.settled(topic)
        fanOut.publish(topic, frame(topic))
        await vi.waitFor(() => expect(received).toEqual([frame(topic)]))
      }
      await fanOut.settled(toUser('nobody'))
    })

    test('publishing without listeners does not fail', async () => {
      const fanOut = await open()
      expect(() => fanOut.publish(toUser('nobody'), frame('lost'))).not.toThrow()
    })

    test('a listener may stop while it is called', async () => {
      const fanOut = await open()
      const received: string[] = []
      const stop = fanOut.subscribe(toUser('ann'), () => {
        received.push('one')
        stop()
      })
      fanOut.subscribe(toUser('ann'), () => void received.push('two'))
      await fanOut.settled()
      fanOut.publish(toUser('ann'), frame('first'))
      fanOut.publish(toUser('ann'), frame('second'))
      await vi.waitFor(() => expect(received).toEqual(['one', 'two', 'two']))
    })
  })
}
