import { z } from 'zod'
import type { Millis } from '@/lib/domain/ids'
import { type Keys, TTL_MS } from './keys'
import { defineScript, type RunScript } from './scripts'

/** The time of Redis' machine, or the latest that any process has seen if that clock was set back since. */
const MEET = defineScript<{ key: string; seen: Millis }, Millis>({
  lua: `
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    local latest = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(ARGV[1]))
    if latest > 0 then redis.call('SET', KEYS[1], string.format('%.0f', latest), 'PX', ${TTL_MS.room}) end
    return math.max(now, latest)
  `,
  input: ({ key, seen }) => ({ keys: [key], args: [seen] }),
  reply: z.number(),
})

/**
 * The one time of all processes. What they keep in Redis bears times; a process that began with another machine's idea of
 * now, or after a clock was set back by an hour, would take all of it for yet to come, and wait for that hour.
 */
export function createFleetTime(run: RunScript, { time: key }: Keys) {
  return {
    /** From where a process' time begins. */
    now: () => run(MEET, { key, seen: 0 }),
    /** So that no process begins earlier than this. */
    note: async (now: Millis) => void (await run(MEET, { key, seen: now })),
  }
}
