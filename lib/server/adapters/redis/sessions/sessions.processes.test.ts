import { expect, test, vi } from 'vitest'
import { IDLE_MS, me, RECONNECT_WINDOW_MS } from '@/lib/domain/sessions'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import {
  type Deployment,
  describeWithOwnRedis,
  describeWithRedis,
  dyingAfter,
  keysOf,
} from '../redis.fixture'
import type { RunScript } from '../scripts'
import { postpone } from '../records/live-record-scripts'
import { createRedisSessions } from './sessions'

const T0 = 1_800_000_000_000
const LEASE_MS = 5_000
const DEAD = 'This process is dead'

const draft = (id: string, a = 'ann', b = 'bob') => ({
  id,
  tenantId: 'default',
  chatType: 'text' as const,
  pair: [
    { user: a, publicId: `${a} in ${id}`, dialect: 'plain', here: true },
    { user: b, publicId: `${b} in ${id}`, dialect: 'plain', here: true },
  ] as const,
})
const send = (sessions: Sessions, id: string, content = 'hello', now = T0) => {
  const written = { messageId: 'm1', content, type: 'text', clientMessageId: content } as const
  return sessions.append(id, 'ann', written, { deliversAtOnce: true, foul: false }, now)
}
const processOf = async ({ keys, process }: Deployment, onLost?: () => void) =>
  createRedisSessions({ keys, run: await process(), onLost })
/** A process that lives for so many scripts. */
const dying = ({ keys, run }: Deployment, scripts: number) =>
  createRedisSessions({ keys, run: dyingAfter(scripts, run) })

describeWithRedis('several processes with the same sessions', (redis) => {
  test('see one session each, whichever process made it, and number its log together', async () => {
    const deployment = await redis.deployment()
    const all = await Promise.all([1, 2, 3].map(() => processOf(deployment)))
    const pairs = [draft('s1'), draft('s2', 'bob', 'cat'), draft('s3', 'cat', 'ann')] as const
    const made = await Promise.all(
      all.map((sessions, index) => sessions.create(pairs[index] ?? draft('s4'), T0)),
    )
    expect(made.filter((one) => 'session' in one)).toHaveLength(1)
    const [id] = made.flatMap((one) => ('session' in one ? [one.session.id] : []))
    const found = await Promise.all(
      ['ann', 'bob', 'cat'].flatMap((user) => all.map((one) => one.ofUser(user))),
    )
    expect(new Set(found.map((session) => session?.id))).toEqual(new Set([id, undefined]))
    expect(found.filter((session) => session?.id === id)).toHaveLength(6)
  })

  test('end one once, whichever process is asked, and however many look for due ones', async () => {
    const deployment = await redis.deployment()
    const all = await Promise.all([1, 2, 3].map(() => processOf(deployment)))
    for (let round = 0; round < 20; round += 1) {
      const id = `s${round}`
      await all[0]?.create(draft(id), T0)
      const ends = all.map((sessions, n) =>
        sessions.end(n % 2 ? 'ann' : 'bob', id, 'left', 'ann', T0 + IDLE_MS),
      )
      const sweeps = all.map((sessions) => sessions.expire(T0 + IDLE_MS, 10))
      const announced = [...(await Promise.all(ends)), ...(await Promise.all(sweeps)).flat()]
      expect(announced.filter((session) => session?.id === id)).toHaveLength(1)
    }
    expect(await all[0]?.expire(T0 + 9 * IDLE_MS, 10)).toEqual([])
    expect(all[0]?.size()).toBe(0)
  })

  test.each([1, 2])(
    'finish what a process began that died after %i steps of making a session',
    async (steps) => {
      const deployment = await redis.deployment()
      await expect(dying(deployment, steps - 1).create(draft('s1'), T0)).rejects.toThrow(DEAD)
      const other = await processOf(deployment)
      expect(await other.create(draft('s1'), T0 + LEASE_MS)).toMatchObject({
        session: { id: 's1', end: null },
      })
      expect((await other.ofUser('bob'))?.id).toBe('s1')
      expect(await other.expire(T0 + 9 * IDLE_MS, 10)).toHaveLength(1)
    },
  )

  test('let people into a new session though an earlier one was opened and never entered', async () => {
    const deployment = await redis.deployment()
    await expect(dying(deployment, 1).create(draft('s1'), T0)).rejects.toThrow(DEAD)
    const other = await processOf(deployment)
    expect(await other.create(draft('s2', 'bob', 'cat'), T0)).toMatchObject({ session: { id: 's2' } })
  })

  test.each([0, 1, 2])('announce once an end whose process died after %i steps of it', async (steps) => {
    const deployment = await redis.deployment()
    const other = await processOf(deployment)
    await other.create(draft('s1'), T0)
    await expect(dying(deployment, steps).end('ann', 's1', 'left', 'ann', T0)).rejects.toThrow(DEAD)
    const isEnded = steps === 2
    expect((await other.ofUser('bob'))?.id).toBe(isEnded ? undefined : 's1')
    expect(await send(other, 's1')).toEqual(isEnded ? undefined : expect.anything())
    const again = await other.create(draft('s2', 'bob', 'cat'), T0 + 1)
    expect(again).toMatchObject(isEnded ? { session: { id: 's2' } } : { busy: ['bob'] })
    const announced = [
      ...(await other.expire(T0 + LEASE_MS, 10)),
      ...(await other.expire(T0 + 3 * LEASE_MS, 10)),
    ]
    expect(announced).toMatchObject(isEnded ? [{ id: 's1', end: { cause: 'left', by: 'ann', at: T0 } }] : [])
    expect(await other.ofUser('bob')).toMatchObject({ id: isEnded ? 's2' : 's1' })
  })

  test.each([1, 2])('announce once an end by time whose process died after %i steps', async (steps) => {
    const deployment = await redis.deployment()
    const other = await processOf(deployment)
    await other.create(draft('s1'), T0)
    const at = T0 + IDLE_MS
    await expect(dying(deployment, steps).expire(at, 10)).rejects.toThrow(DEAD)
    expect(await other.expire(at + LEASE_MS - 1, 10)).toEqual([])
    expect(await other.expire(at + LEASE_MS, 10)).toMatchObject([{ id: 's1', end: { cause: 'timeout' } }])
    expect(await other.expire(at + 9 * LEASE_MS, 10)).toEqual([])
  })

  test('end the time to come back when the process that started it has died', async () => {
    const deployment = await redis.deployment()
    const [one, other] = [await processOf(deployment), await processOf(deployment)]
    await one.create(draft('s1'), T0)
    await one.away('bob', T0)
    expect(me((await other.ofUser('ann'))!, 'bob').awayUntil).toBe(T0 + RECONNECT_WINDOW_MS)
    expect(await other.expire(T0 + RECONNECT_WINDOW_MS - 1, 10)).toEqual([])
    expect(await other.expire(T0 + RECONNECT_WINDOW_MS, 10)).toMatchObject([
      { end: { cause: 'disconnected', by: 'bob' } },
    ])
  })

  test('notice a disconnection that comes while another process sees to the due session', async () => {
    const deployment = await redis.deployment()
    const one = await processOf(deployment)
    await one.create(draft('s1'), T0)
    await send(one, 's1', 'hello', T0 + IDLE_MS - 1)
    const now = T0 + IDLE_MS
    const awayMeanwhile: RunScript = async (script, input) => {
      if (Object.is(script, postpone)) await one.away('bob', now)
      return deployment.run(script, input)
    }
    await createRedisSessions({ keys: deployment.keys, run: awayMeanwhile }).expire(now, 10)
    const ended = []
    for (let at = now; at < now + 2 * RECONNECT_WINDOW_MS; at += 500)
      ended.push(...(await one.expire(at, 10)))
    expect(ended).toMatchObject([{ end: { cause: 'disconnected', at: now + RECONNECT_WINDOW_MS } }])
  })

  test('keep nothing without the version in its name and a time to live', async () => {
    const deployment = await redis.deployment()
    const sessions = await processOf(deployment)
    await sessions.create(draft('s1'), T0)
    await sessions.create(draft('s2', 'cat', 'dan'), T0)
    for (const id of ['s1', 's2']) await send(sessions, id)
    await sessions.expire(T0, 10)
    await sessions.end('ann', 's1', 'left', 'ann', T0)
    const found = await keysOf(deployment)
    expect(found.length).toBeGreaterThan(8)
    for (const [name, ttl] of found) {
      expect(name).toMatch(/^test-[^:]+:\d+:\{(sessions|s:s[12])\}/)
      expect(ttl).toBeGreaterThan(300_000)
    }
  })

  test('ask the index for the session of a person only when the last one known is over', async () => {
    const deployment = await redis.deployment()
    const other = await processOf(deployment)
    let scripts = 0
    const counted: RunScript = (script, input) => ((scripts += 1), deployment.run(script, input))
    const sessions = createRedisSessions({ keys: deployment.keys, run: counted })
    await other.create(draft('s1'), T0)
    const costs = []
    for (const wanted of ['s1', 's1', undefined, 's2', 's2']) {
      if (wanted === undefined) await other.end('bob', 's1', 'left', 'bob', T0)
      if (wanted === 's2') await other.create(draft('s2'), T0)
      scripts = 0
      expect((await sessions.ofUser('ann'))?.id).toBe(wanted)
      costs.push(scripts)
    }
    expect(costs).toEqual([2, 1, 2, 2, 1])
  })
})

describeWithOwnRedis('sessions on a Redis that fails', (redis) => {
  test('are reported as lost, once to each process, and people are in none any more', async () => {
    const deployment = await redis.deployment()
    const lost = [vi.fn<() => void>(), vi.fn<() => void>()]
    const all = await Promise.all(lost.map((onLost) => processOf(deployment, onLost)))
    const expire = (now: number) => Promise.all(all.map((sessions) => sessions.expire(now, 10)))
    await expire(T0)
    await all[0]?.create(draft('s1'), T0)
    await deployment.client.scriptFlush()
    expect(await all[1]?.ofUser('bob')).toMatchObject({ id: 's1' })

    await redis.redis().restart()
    await vi.waitFor(() => expire(T0), { timeout: 5_000 })
    await expire(T0)
    expect(lost.map((onLost) => onLost.mock.calls.length)).toEqual([1, 1])
    for (const sessions of all) {
      expect([await sessions.ofUser('bob'), sessions.size()]).toEqual([undefined, 0])
      expect(await send(sessions, 's1')).toBeUndefined()
      expect(await sessions.resume('ann', {}, T0)).toBeUndefined()
    }
    expect(await all[1]?.create(draft('s2'), T0)).toMatchObject({ session: { id: 's2' } })
  })
})
