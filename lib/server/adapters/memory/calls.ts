import { type Call, deadlineOf, isTalking } from '@/lib/domain/calls/call'
import type { CallId, Millis } from '@/lib/domain/ids'
import type { CallRule, ChangedCall, LiveCalls } from '@/lib/server/ports/calls/live-calls'
import { dueOf, freshlyOut, insideOf } from '@/lib/server/ports/calls/records'
import { createMemoryLiveRecords } from './records/live-records'

/** Calls of one process. */
export function createMemoryCalls(): LiveCalls {
  const live = new Map<CallId, Call>()
  const records = createMemoryLiveRecords()

  function put(before: Call, after: Call, now: Millis): ChangedCall | undefined {
    for (const user of freshlyOut(before, after)) records.leave(after.id, user, insideOf(after), now)
    if (after.end) {
      live.delete(after.id)
      records.close(after.id, insideOf(before), now)
      return { before, after }
    }
    live.set(after.id, after)
    const [someone] = insideOf(after)
    if (someone !== undefined && deadlineOf(after) < deadlineOf(before))
      records.bringForward(someone, deadlineOf(after))
    return { before, after }
  }

  function change(id: CallId, rule: CallRule, now: Millis): ChangedCall | undefined {
    const before = live.get(id)
    if (!before) return undefined
    const after = rule(before)
    return after === undefined || after === before ? { before, after: before } : put(before, after, now)
  }

  return {
    async begin(call, now) {
      const busy = records.enter({ id: call.id, users: insideOf(call), deadline: dueOf(call, now) }, now)
      if (busy.length === 0) live.set(call.id, call)
      return busy
    },
    async ofUser(user) {
      return live.get(records.current(user) ?? '')
    },
    find: async (id) => live.get(id),
    change: async (id, rule, now) => change(id, rule, now),
    async reserve(id, user, now) {
      const outcome = records.join(id, user, now)
      return outcome === 'joined' ? 'reserved' : outcome
    },
    release: async (id, user, now) => records.leave(id, user, [], now),
    async expire(now, limit, rule) {
      return records.leaseDue(now, limit).flatMap((due) => {
        const changed = change(due.id, (call) => rule(call, now), now)
        if (!changed) return []
        const { before, after } = changed
        if (!after.end) records.postpone(due, dueOf(after, now), insideOf(after))
        return before === after ? [] : [changed]
      })
    },
    async talking(users) {
      return new Set(
        users.filter((user) => {
          const call = live.get(records.current(user) ?? '')
          return call !== undefined && isTalking(call, user)
        }),
      )
    },
    async list(offset, limit) {
      const ids = records.list(offset, limit)
      return {
        calls: ids.flatMap((id) => live.get(id) ?? []),
        next: ids.length < limit ? null : offset + limit,
      }
    },
    size: records.size,
  }
}
