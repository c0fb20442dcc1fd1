import { z } from 'zod'
import { type Call, deadlineOf, isTalking } from '@/lib/domain/calls/call'
import type { CallId, Millis, UserId } from '@/lib/domain/ids'
import type { CallRule, ChangedCall, LiveCalls } from '@/lib/server/ports/calls/live-calls'
import { dueOf, freshlyOut, insideOf } from '@/lib/server/ports/calls/records'
import { type DueRecord, LAST_RECORD_MS } from '@/lib/server/ports/records/live-records'
import { changeText, readText, removeText } from '../compare-and-set'
import { type Keys, TTL_MS } from '../keys'
import { createRedisLiveRecords } from '../records/live-records'
import { defineScript, type RunScript } from '../scripts'
import { callText } from './call-schema'

/** Keeps what is there for longer. */
const touch = defineScript({
  lua: `return redis.call('PEXPIRE', KEYS[1], ARGV[1])`,
  input: ({ key, ttlMs }: { key: string; ttlMs: Millis }) => ({ keys: [key], args: [ttlMs] }),
  reply: z.number(),
})

interface Deps {
  readonly run: RunScript
  readonly keys: Keys
  /** Called once when Redis has lost all calls. */
  readonly onLost?: () => void
}

/** Calls of all processes. A call's record decides what happens in it; the index of live records knows who is in which. */
export function createRedisCalls({ run, keys, onLost }: Deps): LiveCalls {
  const records = createRedisLiveRecords({ run, index: keys.calls, overOf, ...(onLost && { onLost }) })

  async function read(id: CallId): Promise<Call | undefined> {
    const text = await run(readText, keys.call(id))
    return text === null ? undefined : callText.parse(text)
  }

  async function live(id: CallId | undefined): Promise<Call | undefined> {
    const call = id === undefined ? undefined : await read(id)
    return call?.end === null ? call : undefined
  }

  async function overOf(ids: readonly CallId[]): Promise<readonly CallId[]> {
    const calls = await Promise.all(ids.map(live))
    return ids.filter((_, index) => calls[index] === undefined)
  }

  const close = (call: Call, before: Call) => records.close(call.id, insideOf(before), call.end?.at ?? 0)

  /** What a rule makes of a call that goes on, kept. */
  function replace(id: CallId, rule: CallRule): Promise<ChangedCall | undefined> {
    return changeText(run, keys.call(id), async (text) => {
      const before = text === null ? undefined : callText.parse(text)
      if (!before || before.end) return { next: undefined, result: undefined }
      const after = rule(before) ?? before
      if (after === before) return { next: undefined, result: { before, after } }
      const [someone] = insideOf(before)
      // Before what makes it necessary: a due call that is not over does no harm.
      if (someone !== undefined && deadlineOf(after) < deadlineOf(before))
        await records.bringForward(someone, Math.max(deadlineOf(after), 0))
      const ttlMs = after.end ? LAST_RECORD_MS : TTL_MS.record
      return { next: { text: JSON.stringify(after), ttlMs }, result: { before, after } }
    })
  }

  async function change(id: CallId, rule: CallRule, now: Millis): Promise<ChangedCall | undefined> {
    const changed = await replace(id, rule)
    if (!changed) return undefined
    const { before, after } = changed
    for (const user of freshlyOut(before, after)) await records.leave(id, user, insideOf(after), now)
    if (after.end && !(await close(after, before))) return undefined
    return changed
  }

  /** It is looked at again, and remembered until then. */
  async function goOn(due: DueRecord, call: Call, now: Millis): Promise<void> {
    await run(touch, { key: keys.call(call.id), ttlMs: TTL_MS.record })
    await records.postpone(due, dueOf(call, now), insideOf(call))
  }

  async function settle(
    due: DueRecord,
    now: Millis,
    rule: (call: Call, now: Millis) => Call,
  ): Promise<ChangedCall | undefined> {
    const changed = await change(due.id, (call) => rule(call, now), now)
    if (changed) {
      const { before, after } = changed
      if (!after.end) await goOn(due, after, now)
      return before === after ? undefined : changed
    }
    const ended = await read(due.id)
    const isFirst = await records.close(due.id, ended ? insideOf(ended) : [], now)
    return ended && isFirst ? { before: ended, after: ended } : undefined
  }

  return {
    async begin(call, now) {
      // Before it is entered: one that is never entered expires.
      await changeText(run, keys.call(call.id), () => ({
        next: { text: JSON.stringify(call), ttlMs: TTL_MS.record },
        result: undefined,
      }))
      const busy = await records.enter(
        { id: call.id, users: insideOf(call), deadline: dueOf(call, now) },
        now,
      )
      if (busy.length > 0) await run(removeText, keys.call(call.id))
      return busy
    },
    ofUser: async (user) => live(await records.current(user)),
    find: live,
    change,
    async reserve(id, user, now) {
      const outcome = await records.join(id, user, now)
      return outcome === 'joined' ? 'reserved' : outcome
    },
    release: (id, user, now) => Promise.resolve(records.leave(id, user, [], now)),
    async expire(now, limit, rule) {
      const due = await records.leaseDue(now, limit)
      const changed = await Promise.all(due.map((record) => settle(record, now, rule)))
      return changed.filter((one) => one !== undefined)
    },
    async talking(users) {
      const ids = await records.among(users)
      const calls = new Map<CallId, Promise<Call | undefined>>()
      for (const id of ids) if (id !== undefined && !calls.has(id)) calls.set(id, live(id))
      const talks = await Promise.all(
        users.map(async (user, index): Promise<UserId | undefined> => {
          const call = await calls.get(ids[index] ?? '')
          return call && isTalking(call, user) ? user : undefined
        }),
      )
      return new Set(talks.filter((user) => user !== undefined))
    },
    async list(offset, limit) {
      const ids = await records.list(offset, limit)
      const calls = (await Promise.all(ids.map(live))).filter((one) => one !== undefined)
      return { calls, next: ids.length < limit ? null : offset + limit }
    },
    size: records.size,
  }
}
