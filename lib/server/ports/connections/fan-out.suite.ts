import { describe, expect, test, vi } from 'vitest'
import { toLogin, toUser } from '@/lib/domain/topics'
import type { FanOut, Publication } from './fan-out'

const frame = (event: string): Publication => ({
  kind: 'frames',
  frames: [{ contracts: ['any'], namespace: '/', event, data: { a: 1 } }],
})

/** Holds for every adapter of `FanOut`. `open` gives one without listeners each time. */
export function fanOutSuite(open: () => Promise<FanOut>): void {
  /** What a listener of a topic hears. */
  function hearing(fanOut: FanOut, topic: Parameters<FanOut['subscribe']>[0]) {
    const heard: Publication[] = []
    const stop = fanOut.subscribe(topic, (publication) => void heard.push(publication))
    return { heard, stop }
  }

  describe('FanOut', () => {
    test('a publication reaches every listener of its topic, in order, and nobody else', async () => {
      const fanOut = await open()
      const [one, two] = [hearing(fanOut, toUser('ann')), hearing(fanOut, toUser('ann'))]
      const others = [hearing(fanOut, toUser('bob')), hearing(fanOut, toLogin('ann'))]
      await fanOut.settled()
      const sent = [frame('first'), frame('second'), { kind: 'disconnect', reason: 'over' } as const]
      for (const publication of sent) fanOut.publish(toUser('ann'), publication)
      await vi.waitFor(() => expect([one.heard, two.heard]).toEqual([sent, sent]))
      expect(others.flatMap(({ heard }) => heard)).toEqual([])
    })

    test('who has stopped listening hears nothing, the others do', async () => {
      const fanOut = await open()
      const [one, two] = [hearing(fanOut, toUser('ann')), hearing(fanOut, toUser('ann'))]
      await fanOut.settled()
      one.stop()
      one.stop()
      fanOut.publish(toUser('ann'), frame('first'))
      await vi.waitFor(() => expect(two.heard).toHaveLength(1))
      two.stop()
      const three = hearing(fanOut, toUser('ann'))
      await fanOut.settled()
      fanOut.publish(toUser('ann'), frame('second'))
      await vi.waitFor(() => expect(three.heard).toEqual([frame('second')]))
      expect([one.heard, two.heard]).toEqual([[], [frame('first')]])
    })

    test('counts what it handled for its own listeners, once for all of them', async () => {
      const fanOut = await open()
      const [one, two] = [hearing(fanOut, toUser('ann')), hearing(fanOut, toUser('ann'))]
      await fanOut.settled()
      fanOut.publish(toUser('ann'), frame('first'))
      fanOut.publish(toUser('bob'), frame('second'))
      fanOut.publish(toUser('ann'), frame('third'))
      await vi.waitFor(() => expect([one.heard.length, two.heard.length]).toEqual([2, 2]))
      expect(fanOut.handled()).toBe(2)
    })

    test('one topic is heard as soon as it is in force itself', async () => {
      const fanOut = await open()
      const topics = Array.from({ length: 50 }, (_, index) => toUser(`person ${index}`))
      const all = topics.map((topic) => ({ topic, ...hearing(fanOut, topic) }))
      for (const { topic, heard } of all) {
        await fanOut.settled(topic)
        fanOut.publish(topic, frame(topic))
        await vi.waitFor(() => expect(heard).toEqual([frame(topic)]))
      }
      await fanOut.settled(toUser('nobody'))
    })

    test('nobody listening is nothing to worry about', async () => {
      const fanOut = await open()
      expect(() => fanOut.publish(toUser('nobody'), frame('lost'))).not.toThrow()
    })

    test('a listener may stop while being told', async () => {
      const fanOut = await open()
      const heard: string[] = []
      const stop = fanOut.subscribe(toUser('ann'), () => {
        heard.push('one')
        stop()
      })
      fanOut.subscribe(toUser('ann'), () => void heard.push('two'))
      await fanOut.settled()
      fanOut.publish(toUser('ann'), frame('first'))
      fanOut.publish(toUser('ann'), frame('second'))
      await vi.waitFor(() => expect(heard).toEqual(['one', 'two', 'two']))
    })
  })
}
