import { z } from 'zod'
import { NO_SIGNALLING, type Opaque, type Signalling } from '@/lib/domain/media/signalling'
import type { SignallingStore } from '@/lib/server/ports/sessions/signalling'
import { changeText, removeText } from '../compare-and-set'
import { type Keys, TTL_MS } from '../keys'
import { json } from '../replies'
import type { RunScript } from '../scripts'

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

/** The signalling of all processes' sessions. */
export function createRedisSignalling({ run, keys }: { run: RunScript; keys: Keys }): SignallingStore {
  const keyOf = (session: string) => `${keys.session(session)}:signalling`
  return {
    change: (session, rule) =>
      changeText(run, keyOf(session), (text) => {
        const before = text === null ? NO_SIGNALLING : schema.parse(text)
        const { next, relay } = rule(before)
        const changed = { text: JSON.stringify(next), ttlMs: TTL_MS.record }
        return { next: next === before ? undefined : changed, result: relay }
      }),
    forget: async (session) => void (await run(removeText, keyOf(session))),
  }
}
