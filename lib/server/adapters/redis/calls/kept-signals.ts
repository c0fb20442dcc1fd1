import { z } from 'zod'
import {
  CANDIDATES_KEPT,
  type KeptSignal,
  SIGNALS_KEPT_AT_MOST,
  stillOfUse,
} from '@/lib/domain/calls/kept-signals'
import type { Opaque } from '@/lib/domain/media/signalling'
import type { KeptSignals } from '@/lib/server/ports/calls/kept-signals'
import { type Keys, TTL_MS } from '../keys'
import { json } from '../replies'
import { defineScript, type RunScript } from '../scripts'

const signals = z.array(
  json(
    z.object({
      from: z.string(),
      kind: z.enum(['offer', 'answer', 'ice-candidate']),
      body: z.custom<Opaque>((value) => value !== undefined),
    }),
  ),
)

const push = defineScript({
  lua: `if redis.call('LLEN', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('RPUSH', KEYS[1], ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`,
  input: ({ key, signal }: { key: string; signal: KeptSignal }) => ({
    keys: [key],
    args: [
      JSON.stringify(signal),
      signal.kind === 'ice-candidate' ? CANDIDATES_KEPT : SIGNALS_KEPT_AT_MOST,
      TTL_MS.record,
    ],
  }),
  reply: z.number(),
})

const list = defineScript({
  lua: `return redis.call('LRANGE', KEYS[1], 0, -1)`,
  input: (key: string) => ({ keys: [key] }),
  reply: signals,
})

const take = defineScript({
  lua: `local kept = redis.call('LRANGE', KEYS[1], 0, -1)
redis.call('DEL', KEYS[1])
return kept`,
  input: (key: string) => ({ keys: [key] }),
  reply: signals,
})

/** Signals of all processes' calls. */
export function createRedisKeptSignals({ run, keys }: { run: RunScript; keys: Keys }): KeptSignals {
  const keyOf = (call: string, to: string) => `${keys.call(call)}:kept:${to}`
  return {
    keep: async (call, to, signal) => void (await run(push, { key: keyOf(call, to), signal })),
    take: async (call, to) => stillOfUse(await run(take, keyOf(call, to))),
    peek: async (call, to) => stillOfUse(await run(list, keyOf(call, to))),
    forget: async (call, people) => void (await Promise.all(people.map((to) => run(take, keyOf(call, to))))),
  }
}
