import { z } from 'zod'
import { DomainError } from '@/lib/domain/errors'
import { NO_SIGNALLING, type Opaque, type Signalling } from '@/lib/domain/media/signalling'
import type { SignallingStore } from '@/lib/server/ports/sessions/signalling'
import { type Keys, TTL_MS } from '../keys'
import { json } from '../replies'
import { defineScript, type RunScript } from '../scripts'

/** Two people change it: more than a few tries in a row show that something is wrong. */
const CHANGE_ATTEMPTS = 20

const signal = z.object({
  from: z.string(),
  kind: z.enum(['offer', 'answer', 'ice-candidate']),
  body: z.custom<Opaque>((value) => value !== undefined),
})
const schema: z.ZodType<Signalling> = json(
  z.object({
    open: z.object({ by: z.string(), at: z.number() }).nullable(),
    held: z.array(signal),
    kept: z.array(signal),
  }),
)

const read = defineScript({
  lua: `return redis.call('GET', KEYS[1])`,
  input: (key: string) => ({ keys: [key] }),
  reply: z.string().nullable(),
})

/** No script reads what is in it: it stays as it was written. */
const replace = defineScript({
  lua: `if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`,
  input: ({ key, before, next }: { key: string; before: string; next: string }) => ({
    keys: [key],
    args: [before, next, TTL_MS.record],
  }),
  reply: z.number().transform((value) => value === 1),
})

const remove = defineScript({
  lua: `return redis.call('DEL', KEYS[1])`,
  input: (key: string) => ({ keys: [key] }),
  reply: z.number(),
})

/** The signalling of all processes' sessions. */
export function createRedisSignalling({ run, keys }: { run: RunScript; keys: Keys }): SignallingStore {
  const keyOf = (session: string) => `${keys.session(session)}:signalling`
  return {
    async change(session, rule) {
      for (let attempt = 0; attempt < CHANGE_ATTEMPTS; attempt += 1) {
        const text = await run(read, keyOf(session))
        const before = text === null ? NO_SIGNALLING : schema.parse(text)
        const { next, relay } = rule(before)
        if (next === before) return relay
        const change = { key: keyOf(session), before: text ?? '', next: JSON.stringify(next) }
        if (await run(replace, change)) return relay
      }
      throw new DomainError('UNAVAILABLE')
    },
    forget: async (session) => void (await run(remove, keyOf(session))),
  }
}
