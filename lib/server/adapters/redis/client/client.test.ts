import { createServer } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { freePort } from '@/scripts/testing/free-port.mjs'
import { connectRedis, type Redis } from './client'
import { describeWithOwnRedis } from '../redis.fixture'
import { pauseAfter } from './reconnecting'

const opened: Redis[] = []
afterEach(() => Promise.all(opened.splice(0).map((redis) => redis.close())))

function logging() {
  const lines: string[] = []
  return {
    lines,
    info: (line: string) => void lines.push(line),
    warn: (line: string) => void lines.push(line),
  }
}

async function open(url: string, log = logging()) {
  const redis = await connectRedis({ urls: [url], log })
  opened.push(redis)
  return redis
}

const ask = ({ commands }: Redis) => commands.eval('return 1', { keys: [], arguments: [] })

/** Something that answers each line of a client with the same. */
async function pretend(answer: (line: string) => string) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      for (const command of data
        .toString()
        .split(/^\*\d+\r\n/m)
        .slice(1))
        socket.write(answer(command))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `redis://127.0.0.1:${(server.address() as { port: number }).port}`,
    stop: () => server.close(),
  }
}

test('a Redis that does not come is refused in a sentence without the password', async () => {
  const port = await freePort()
  const log = logging()
  const refusal = connectRedis({ urls: [`redis://:hidden@127.0.0.1:${port}`], log, patience: 600 })
  await expect(refusal).rejects.toMatchObject({ code: 'REDIS_UNREACHABLE' })
  await expect(refusal).rejects.toThrow(/^Redis at 127\.0\.0\.1:\d+ cannot be used: .*Check REDIS_URL/)
  await expect(refusal).rejects.not.toThrow('hidden')
  expect(log.lines).toEqual([expect.stringMatching(/^Waiting for Redis at 127\.0\.0\.1:\d+: .*ECONNREFUSED/)])
})

test('an old Redis is refused with its version and the one that is needed', async () => {
  const info = '# Server\r\nredis_version:6.2.7\r\n'
  const fake = await pretend((command) =>
    /^\$4\r\nINFO/i.test(command) ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n',
  )
  try {
    await expect(connectRedis({ urls: [fake.url], log: logging() })).rejects.toMatchObject({
      code: 'REDIS_TOO_OLD',
      message: expect.stringContaining('is version 6.2.7; expected 7 or later') as unknown,
    })
  } finally {
    fake.stop()
  }
})

test('pauses grow to two seconds, and differ from process to process', () => {
  expect([0, 1, 2, 10, 99].map((retries) => pauseAfter(retries, 1))).toEqual([50, 100, 200, 2_000, 2_000])
  expect(pauseAfter(99, 0)).toBe(1_000)
})

describeWithOwnRedis('with a Redis', (redis) => {
  test('a loss is logged once, commands fail at once with "try again", and it ends by itself', async () => {
    const log = logging()
    const client = await open(redis.redis().url, log)
    const back = vi.fn<() => void>()
    client.onBack(back)
    await ask(client)
    const restarted = redis.redis().restart()
    await vi.waitFor(() => expect(client.isReady()).toBe(false), { interval: 1 })
    await expect(ask(client)).rejects.toMatchObject({ reason: 'UNAVAILABLE' })
    await restarted
    await vi.waitFor(() => expect(back).toHaveBeenCalledTimes(1), 10_000)
    await ask(client)
    expect(log.lines).toEqual([
      expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+ is lost .*; trying to come back$/),
      expect.stringMatching(/^Redis at 127\.0\.0\.1:\d+ is back$/),
    ])
  })

  test('wrong credentials are refused at once', async () => {
    const url = new URL(redis.redis().url)
    url.username = 'nobody'
    url.password = 'hidden'
    await expect(connectRedis({ urls: [url.href], log: logging() })).rejects.toMatchObject({
      code: 'REDIS_UNREACHABLE',
      message: expect.stringContaining('WRONGPASS') as unknown,
    })
  })

  test('a mistake in a script is an error of its own, no outage', async () => {
    const client = await open(redis.redis().url)
    await expect(client.commands.eval('return nonsense()', { keys: [], arguments: [] })).rejects.toThrow(
      /nonsense/,
    )
  })
})
