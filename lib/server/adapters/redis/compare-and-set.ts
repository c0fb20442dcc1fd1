import { z } from 'zod'
import { DomainError } from '@/lib/domain/errors'
import type { Millis } from '@/lib/domain/ids'
import { defineScript, type RunScript } from './scripts'

/** A few people change one thing: more than so many tries in a row show that something is wrong. */
const ATTEMPTS = 20

export const readText = defineScript({
  lua: `return redis.call('GET', KEYS[1])`,
  input: (key: string) => ({ keys: [key] }),
  reply: z.string().nullable(),
})

/** No script reads what is in it: it stays as it was written. */
const replaceText = defineScript({
  lua: `if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`,
  input: ({ key, before, next, ttlMs }: { key: string; before: string; next: string; ttlMs: Millis }) => ({
    keys: [key],
    args: [before, next, ttlMs],
  }),
  reply: z.number().transform((value) => value === 1),
})

export const removeText = defineScript({
  lua: `return redis.call('DEL', KEYS[1])`,
  input: (key: string) => ({ keys: [key] }),
  reply: z.number(),
})

/** A text's next, and for how long it is kept; undefined: it stays as it is. */
export interface NextText {
  readonly text: string
  readonly ttlMs: Millis
}

/**
 * Changes what is kept as a text by a rule, in one atomic step: the rule runs again when another change came between.
 *
 * @param rule - may be asynchronous; what it does besides has to be harmless when done again
 * @returns what the last run of the rule gave besides the text
 * @throws UNAVAILABLE after many tries
 */
export async function changeText<Result>(
  run: RunScript,
  key: string,
  rule: (
    text: string | null,
  ) =>
    | { next: NextText | undefined; result: Result }
    | Promise<{ next: NextText | undefined; result: Result }>,
): Promise<Result> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await run(readText, key)
    const { next, result } = await rule(before)
    if (!next || next.text === before) return result
    if (await run(replaceText, { key, before: before ?? '', next: next.text, ttlMs: next.ttlMs }))
      return result
  }
  throw new DomainError('UNAVAILABLE')
}
