import { afterEach, expect, test, vi } from 'vitest'
import { toUser } from '@/lib/domain/topics'
import { fanOutSuite } from '@/lib/server/ports/connections/fan-out.suite'
import type { Gap, Publication } from '@/lib/server/ports/connections/fan-out'
import { connectRedis, type Redis } from '../client/client'
import { createRedisFanOut } from './fan-out'
import type { Keys } from '../keys'
import { describeWithOwnRedis, describeWithRedis } from '../redis.fixture'

const PATIENCE_MS = 10_000
const quiet = { info: () => undefined, warn: () => undefined }
const frame = (data: unknown): Publication => ({
  kind: 'frames',
  frames: [{ contracts: ['any'], namespace: '/', event: 'e', data }],
})
const dataOf = (publication: Publication) =>
  publication.kind === 'frames' ? publication.frames[0]?.data : undefined
const opened: Redis[] = []
afterEach(() => Promise.all(opened.splice(0).map((redis) => redis.close())))

async function processOn(url: string, keys: Keys) {
  const redis = await connectRedis({ urls: [url], log: quiet })
  opened.push(redis)
  const onError = vi.fn<(error: unknown) => void>()
  return { fanOut: createRedisFanOut({ redis, keys, onError }), redis, onError }
}

describeWithRedis('on Redis', (redis) => {
  const fleet = async (size: number) => {
    const { keys } = await redis.deployment()
    const all = await Promise.all(Array.from({ length: size }, () => processOn(redis.redis().url, keys)))
    return all.map(({ fanOut }) => fanOut)
  }
  fanOutSuite(async () => (await processOn(redis.redis().url, (await redis.deployment()).keys)).fanOut)

  test('of four processes each handles the publications of its own people and no more', async () => {
    const processes = await fleet(4)
    const received: string[] = []
    const people = Array.from({ length: 40 }, (_, index) => `person ${index}`)
    for (const [index, person] of people.entries()) {
      processes[index % 4]?.subscribe(toUser(person), (publication) => {
        received.push(`${person} ${JSON.stringify(dataOf(publication))}`)
      })
    }
    await Promise.all(processes.map((process) => process.settled()))
    for (const [index, person] of people.entries()) {
      for (const n of [1, 2, 3]) processes[(index + n) % 4]?.publish(toUser(person), frame(n))
    }
    await vi.waitFor(() => expect(received).toHaveLength(120), PATIENCE_MS)
    expect(new Set(received).size).toBe(120)
    expect(processes.map((process) => process.handled())).toEqual([30, 30, 30, 30])
  })

  test('a topic has one order, the same on every process', async () => {
    const processes = await fleet(3)
    const received = processes.map((process) => {
      const data: unknown[] = []
      process.subscribe(toUser('ann'), (one) => void data.push(dataOf(one)))
      return data
    })
    await Promise.all(processes.map((process) => process.settled()))
    for (let n = 0; n < 300; n += 1) processes[n % 3]?.publish(toUser('ann'), frame(n))
    await vi.waitFor(() => expect(received.map(({ length }) => length)).toEqual([300, 300, 300]))
    expect(received[1]).toEqual(received[0])
    expect(received[2]).toEqual(received[0])
    const ofFirst = (received[0] as number[]).filter((n) => n % 3 === 0)
    expect(ofFirst).toEqual(ofFirst.toSorted((a, b) => a - b))
  })

  test('a topic subscribed, unsubscribed and subscribed again in a hurry is delivered in the end', async () => {
    const [one, two] = await fleet(2)
    const received: unknown[] = []
    for (let n = 0; n < 20; n += 1) {
      const stop = one?.subscribe(toUser('ann'), () => void received.push('old'))
      if (n % 3 === 0) await one?.settled()
      stop?.()
    }
    one?.subscribe(toUser('ann'), (publication) => void received.push(publication))
    await one?.settled()
    two?.publish(toUser('ann'), frame('last'))
    await vi.waitFor(() => expect(received).toEqual([frame('last')]), PATIENCE_MS)
  })
})

describeWithOwnRedis('on a Redis that restarts', (redis) => {
  test('after a loss every process receives again, and is notified of the gap', async () => {
    const { keys } = await redis.deployment()
    const { url } = redis.redis()
    const [one, two] = [await processOn(url, keys), await processOn(url, keys)]
    const received: unknown[] = []
    const gaps: Gap[] = []
    one.fanOut.onGap((gap) => void gaps.push(gap))
    two.fanOut.onGap(() => undefined)
    one.fanOut.subscribe(toUser('ann'), (publication) => void received.push(publication))
    await one.fanOut.settled()

    await redis.redis().restart()
    one.fanOut.subscribe(toUser('bob'), (publication) => void received.push(publication))
    await vi.waitFor(() => expect(gaps).toHaveLength(1), 10_000)
    expect(gaps[0]?.topics).toEqual([toUser('ann'), toUser('bob')])
    await vi.waitFor(() => expect(two.redis.isReady()).toBe(true), 10_000)
    two.fanOut.publish(toUser('ann'), frame('to ann'))
    two.fanOut.publish(toUser('bob'), frame('to bob'))
    await vi.waitFor(() => expect(received).toHaveLength(2), PATIENCE_MS)
    expect(received).toEqual(expect.arrayContaining([frame('to ann'), frame('to bob')]))

    gaps[0]?.publishHere(toUser('ann'), { kind: 'disconnect', reason: 'over' })
    expect(received.at(-1)).toEqual({ kind: 'disconnect', reason: 'over' })
    expect([one.onError.mock.calls, two.onError.mock.calls]).toEqual([[], []])
  })

  test('while Redis is away local listeners are served directly', async () => {
    const { keys } = await redis.deployment()
    const own = await processOn(redis.redis().url, keys)
    const received: unknown[] = []
    own.fanOut.subscribe(toUser('ann'), (publication) => void received.push(publication))
    await own.fanOut.settled()
    const back = redis.redis().restart()
    await vi.waitFor(() => expect(own.redis.isReady()).toBe(false), { interval: 1 })
    own.fanOut.publish(toUser('ann'), { kind: 'disconnect', reason: 'over' })
    expect(received).toEqual([{ kind: 'disconnect', reason: 'over' }])
    await back
  })
})
