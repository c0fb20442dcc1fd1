import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { startTestServer } from '@/lib/testing/test-server'
import { createKeys } from '../keys'
import { describeWithOwnRedis, type TestClient } from '../redis.fixture'
import { createRedisRights, GRANTED, SCRIPT_COMMANDS } from './rights'
import { openRedisState } from '../state'

const running: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of running.splice(0).toReversed()) await one.close()
})

test('the commands that are asked for are those that the scripts call', () => {
  const folder = join(import.meta.dirname, '..')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((name) => /\.(lua|ts)$/.test(name) && !name.endsWith('.test.ts'))
  const called = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/redis\.p?call\('([^']+)'/g)].map(
      ([, word]) => word,
    ),
  )
  expect(new Set(called)).toEqual(new Set(SCRIPT_COMMANDS))
})

test('a Redis that accepts publications and delivers none is refused', async () => {
  const rights = createRedisRights({
    run: async (script) => script.reply.parse([]),
    redis: {
      commands: { eval: vi.fn<never>(), evalSha: vi.fn<never>(), sPublish: async () => 0 },
      subscriptions: { sSubscribe: async () => undefined, sUnsubscribe: async () => undefined },
      isReady: () => true,
      onBack: () => undefined,
    },
    keys: createKeys(),
    urls: ['redis://:hidden@redis.example:6380'],
    log: { info: () => undefined, warn: () => undefined },
    patience: 1,
  })
  const refusal = rights.check()
  await expect(refusal).rejects.toMatchObject({ code: 'REDIS_DEAF' })
  await expect(refusal).rejects.toThrow(/^Redis at redis\.example:6380 takes what is published/)
  expect(rights.isUsable()).toBe(false)
})

/** The rights of a user who may do everything that is needed, in the namespace of a test. */
const ALL = (namespace: string) => [`~${namespace}:*`, `&${namespace}:*`, ...GRANTED.split(' ')]

const LACKING = [
  { lacks: 'channels, as new users do', rules: ['resetchannels'], words: /SPUBLISH, SSUBSCRIBE/ },
  { lacks: 'the channels of this deployment', rules: ['resetchannels', '&other:*'], words: /SPUBLISH/ },
  { lacks: 'keys', rules: ['resetkeys'], words: /access one of the keys|access a key/ },
  {
    lacks: 'keys that may be written',
    rules: ['resetkeys', '%R~*'],
    words: /access one of the keys|may not use .*ZADD/,
  },
  { lacks: 'scripts', rules: ['-@scripting'], words: /'eval(sha)?' command/ },
  { lacks: 'publishing', rules: ['-spublish'], words: /may not use SPUBLISH:/ },
  { lacks: 'subscribing', rules: ['-ssubscribe'], words: /may not use SSUBSCRIBE:/ },
  { lacks: 'the clock', rules: ['-time'], words: /may not use TIME:/ },
  { lacks: 'one command of a script', rules: ['-zremrangebyrank'], words: /may not use ZREMRANGEBYRANK:/ },
  { lacks: 'everything', rules: ['-@all'], words: /NOPERM/ },
]

describeWithOwnRedis('the rights that Redis gives', (redis) => {
  /** A user of a deployment of its own. */
  async function user(...rules: readonly string[]) {
    const { client: admin } = await redis.deployment()
    const [name, namespace] = [`user-${randomUUID()}`, `app-${randomUUID()}`]
    const set = (...more: readonly string[]) => admin.sendCommand(['ACL', 'SETUSER', name, ...more])
    await set('reset', 'on', '>hidden', ...ALL(namespace), ...rules)
    const url = new URL(redis.redis().url)
    url.username = name
    url.password = 'hidden'
    return { admin, name, namespace, set, url: url.href }
  }

  const warned: string[] = []
  async function open({ url, namespace }: Pick<Awaited<ReturnType<typeof user>>, 'url' | 'namespace'>) {
    const log = { info: () => undefined, warn: (line: string) => void warned.push(line) }
    const onError = () => undefined // what is refused is reported a second time, where it is used
    const more = { isAlone: false, log, onError, onTaken: () => undefined }
    const state = await openRedisState({ urls: [url], namespace, ...more })
    running.push(state)
    return state
  }

  /** Does, word for word, what the sentence says. */
  const obey = (admin: TestClient, sentence: string) =>
    admin.sendCommand(/ACL SETUSER .*$/.exec(sentence)?.[0].split(' ') ?? [])

  describe.each(LACKING)('a user who lacks $lacks', ({ rules, words }) => {
    test('is refused at the start in one sentence, and what it says to grant is enough', async () => {
      const { admin, name, namespace, url } = await user(...rules)
      const refusal = await open({ url, namespace }).catch((error: unknown) => error as Error)
      expect(refusal).toMatchObject({ name: 'RedisError', code: 'REDIS_FORBIDDEN' })
      const { message } = refusal as Error
      expect(message).toMatch(words)
      expect(message).toContain(`lets the user "${name}" in`)
      expect(message).toContain(`ACL SETUSER ${name} ~${namespace}:* &${namespace}:* `)
      expect(message).not.toMatch(/hidden|\n/)
      await obey(admin, message)
      expect((await open({ url, namespace })).redis.isUsable()).toBe(true)
    })
  })

  describe.each(LACKING)('a user who loses $lacks', ({ rules }) => {
    test('makes the server unready and unhealthy, until they are back', async () => {
      const its = await user()
      const server = await startTestServer({ state: await open(its) })
      running.push(server)
      const ask = async (path: string) => {
        const answer = await fetch(server.url + path)
        return { status: answer.status, body: await answer.json() }
      }
      expect((await ask('/health')).status).toBe(200)
      expect((await ask('/readyz')).status).toBe(200)

      warned.length = 0
      await its.set(...rules)
      await vi.waitFor(
        async () =>
          expect(await ask('/health')).toMatchObject({
            status: 503,
            body: { dependencies: { redis: { status: 'not usable' } } },
          }),
        10_000,
      )
      expect(await ask('/readyz')).toEqual({ status: 503, body: { status: 'redis not usable' } })
      const sentences = warned.filter((line) => line.includes('Grant it: ACL SETUSER'))
      expect(sentences).toHaveLength(1)
      await obey(its.admin, sentences[0] ?? '')
      await vi.waitFor(async () => expect((await ask('/health')).status).toBe(200), 10_000)
      expect((await ask('/readyz')).status).toBe(200)
    })
  })

  test('a user who has all rights is asked for nothing', async () => {
    const { url } = redis.redis()
    expect((await open({ url, namespace: `app-${randomUUID()}` })).redis.isUsable()).toBe(true)
  })
})
