import { z } from 'zod'
import type { Millis } from '@/lib/domain/ids'
import { type Keys, TTL_MS } from './keys'
import { luaSource } from './lua-source'
import { defineScript, type RunScript } from './scripts'

/** The time of Redis' machine, or the latest that any process has seen if that clock was set back since. */
const MEET = defineScript<{ key: string; seen: Millis }, Millis>({
  lua: luaSource({ TTL_MS: TTL_MS.room }, 'fleet-time.lua'),
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
