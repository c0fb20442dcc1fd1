import { expect, test } from 'vitest'
import { z } from 'zod'
import { IDLE_MS } from '@/lib/domain/sessions'
import { json } from '../replies'
import { describeWithRedis, keysOf } from '../redis.fixture'
import { defineRecordScripts, recordScript } from './record-scripts'

const T0 = 1_800_000_000_000
const FIVE = ['ann', 'bob', 'cat', 'dan', 'eve']

/** A record of five, whose time is over when one of them is away too long. */
const schema = json(
  z.object({
    participants: z.array(z.object({ user: z.string(), awayUntil: z.number().nullable() })),
    activeAt: z.number(),
    end: z.object({ cause: z.string(), by: z.string().nullable(), at: z.number() }).nullable(),
  }),
)
const script = recordScript({
  constants: { IDLE_MS },
  parts: [':log'],
  keepEndedMs: 60_000,
  prelude: 'sessions/session.lua',
})
const { open, discard, read, end, expire } = defineRecordScripts<z.infer<typeof schema>, 'left'>({
  schema,
  script,
})
const draft = {
  participants: FIVE.map((user, index) => ({ user, awayUntil: index === 3 ? T0 + 1_000 : null })),
  activeAt: T0,
  end: null,
}

describeWithRedis('a record of five people', (redis) => {
  async function opened() {
    const deployment = await redis.deployment()
    const key = deployment.keys.session('c1')
    await deployment.run(open, { key, draft })
    return { ...deployment, key }
  }

  test('is opened once, whatever is asked for later', async () => {
    const { run, key } = await opened()
    expect(await run(open, { key, draft: { ...draft, activeAt: T0 + 9 } })).toEqual(draft)
    expect(await run(read, key)).toEqual(draft)
  })

  test('ends once, by a person who is in it', async () => {
    const { run, key } = await opened()
    const ending = { key, now: T0 + 5, cause: 'left', by: null } as const
    expect(await run(end, { ...ending, user: 'fay' })).toBeNull()
    expect(await run(end, { ...ending, user: 'eve' })).toMatchObject({
      end: { cause: 'left', by: null, at: T0 + 5 },
    })
    expect(await run(end, { ...ending, user: 'ann' })).toBeNull()
  })

  test('ends when its time is over, and says until then when it is due', async () => {
    const { run, key } = await opened()
    expect(await run(expire, { key, now: T0 + 999 })).toEqual([draft, T0 + 1_000])
    const over = await run(expire, { key, now: T0 + 1_000 })
    expect(over).toMatchObject([{ end: { cause: 'disconnected', by: 'dan' } }, null])
    expect(await run(expire, { key, now: T0 + 2_000 })).toEqual(over)
  })

  test('is discarded while it goes on, and expires', async () => {
    const { run, key, ...deployment } = await opened()
    for (const [name, ttl] of await keysOf({ ...deployment, run })) expect(ttl, name).toBeGreaterThan(0)
    await run(discard, key)
    expect(await run(read, key)).toBeNull()
  })
})
