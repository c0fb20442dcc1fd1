import { expect, test } from 'vitest'
import { z } from 'zod'
import { describeWithOwnRedis, describeWithRedis } from './redis.fixture'
import { createScriptRunner, defineScript, type ScriptClient } from './scripts'

const add = defineScript({
  lua: `
    local sum = redis.call('INCRBY', KEYS[1], ARGV[1])
    redis.call('PEXPIRE', KEYS[1], 60000)
    return { sum, ARGV[2], ARGV[3] }`,
  input: ({ key, by, loud }: { key: string; by: number; loud: boolean }) => ({
    keys: [key],
    args: [by, loud, 'text'],
  }),
  reply: z.tuple([z.number(), z.string(), z.string()]),
})

describeWithRedis('scripts', (redis) => {
  test('get typed arguments and give a checked reply', async () => {
    const { keys, process } = await redis.deployment()
    const run = await process()
    const key = keys.room
    expect(await run(add, { key, by: 2, loud: true })).toEqual([2, '1', 'text'])
    expect(await run(add, { key, by: 3, loud: false })).toEqual([5, '', 'text'])
  })

  test('are sent whole once, and by their hash from then on', async () => {
    const { keys, client } = await redis.deployment()
    const sent: string[] = []
    const counted: ScriptClient = {
      evalSha: (sha, call) => (sent.push('hash'), client.evalSha(sha, call)),
      eval: (lua, call) => (sent.push('text'), client.eval(lua, call)),
    }
    const run = createScriptRunner(counted)
    const fresh = defineScript({ ...add, lua: `${add.lua} -- ${keys.prefix}` })
    for (let time = 0; time < 3; time += 1) await run(fresh, { key: keys.room, by: 1, loud: false })
    expect(sent).toEqual(['hash', 'text', 'hash', 'hash'])
  })

  test('are sent whole once, however many need them at the same time', async () => {
    const { keys, client } = await redis.deployment()
    let texts = 0
    const counted: ScriptClient = {
      evalSha: (sha, call) => client.evalSha(sha, call),
      eval: (lua, call) => ((texts += 1), client.eval(lua, call)),
    }
    const run = createScriptRunner(counted)
    const fresh = defineScript({ ...add, lua: `${add.lua} -- together ${keys.prefix}` })
    const one = () => run(fresh, { key: keys.room, by: 1, loud: false })
    const sums = (await Promise.all(Array.from({ length: 100 }, one))).map(([sum]) => sum)
    expect(texts).toBe(1)
    expect(sums.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  })

  test('that fail, or answer something else, reject', async () => {
    const { keys, process } = await redis.deployment()
    const run = await process()
    const fails = defineScript({ ...add, lua: 'return redis.call("INCRBY", KEYS[1], "one")' })
    await expect(run(fails, { key: keys.room, by: 1, loud: false })).rejects.toThrow('not an integer')
    const other = defineScript({ ...add, lua: 'return 1' })
    await expect(run(other, { key: keys.room, by: 1, loud: false })).rejects.toThrow()
  })
})

describeWithOwnRedis('scripts on a Redis that forgets', (redis) => {
  test('are sent again after a flush and after a restart', async () => {
    const { keys, client, process } = await redis.deployment()
    const run = await process()
    const once = async () => (await run(add, { key: keys.room, by: 1, loud: false }))[0]
    expect(await once()).toBe(1)
    await client.scriptFlush()
    expect(await once()).toBe(2)
    await redis.redis().restart()
    await expect.poll(() => once().catch(() => 'not yet')).toBe(1)
  })
})
