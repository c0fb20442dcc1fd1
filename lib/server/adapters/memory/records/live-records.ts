import type { Millis, UserId } from '@/lib/domain/ids'
import {
  type Immediate,
  LAST_RECORD_MS,
  type LastRecord,
  type LiveRecords,
  RECORD_LEASE_MS,
  type RecordId,
} from '@/lib/server/ports/records/live-records'
import { createExpiring } from '../expiring'
import { SortedMap } from '../sorted-map'

type TimeKey = readonly [Millis, RecordId]

interface Plan {
  readonly at: Millis
  readonly isLeased: boolean
}

/** Live records of one process. */
export function createMemoryLiveRecords(): Immediate<LiveRecords> {
  const current = new Map<UserId, RecordId>()
  const last = createExpiring<LastRecord>(LAST_RECORD_MS)
  const plans = new Map<RecordId, Plan>()
  const due = new SortedMap<TimeKey, RecordId>(undefined, byTime)

  function plan(id: RecordId, at: Millis, isLeased = false): void {
    forget(id)
    plans.set(id, { at, isLeased })
    due.set([at, id], id)
  }

  /** @returns whether it was known */
  function forget(id: RecordId): boolean {
    const planned = plans.get(id)
    if (planned) due.delete([planned.at, id])
    return plans.delete(id)
  }

  function exit(id: RecordId, user: UserId): boolean {
    return current.get(user) === id && current.delete(user)
  }

  const isElsewhere = (id: RecordId, user: UserId) => (current.get(user) ?? id) !== id

  return {
    enter({ id, users, deadline }) {
      const busy = users.filter((user) => isElsewhere(id, user))
      if (busy.length > 0) return busy
      for (const user of users) current.set(user, id)
      if (!plans.has(id)) plan(id, deadline)
      return []
    },

    join(id, user) {
      if (!plans.has(id)) return 'over'
      if (isElsewhere(id, user)) return 'busy'
      current.set(user, id)
      return 'joined'
    },

    leave(id, user, others, now) {
      if (exit(id, user)) last.set(user, { id, others, at: now }, now)
    },

    current: (user) => current.get(user),
    among: (users) => users.map((user) => current.get(user)),
    last: (user, now) => last.get(user, now),

    bringForward(user, at) {
      const id = current.get(user)
      const planned = id === undefined ? undefined : plans.get(id)
      // A leased one changes in any case, so that the process that is just seeing to it does not postpone it.
      if (id !== undefined && planned && (at < planned.at || planned.isLeased))
        plan(id, Math.min(at, planned.at - 1))
      return id
    },

    close(id, users, now) {
      const isFirst = forget(id)
      for (const user of users) {
        exit(id, user)
        const others = users.filter((other) => other !== user)
        if (isFirst) last.set(user, { id, others, at: now }, now)
      }
      return isFirst
    },

    leaseDue(now, limit) {
      const taken: RecordId[] = []
      for (let key = due.minKey(); key && key[0] <= now && taken.length < limit; key = due.minKey()) {
        const [, id] = key
        plan(id, now + RECORD_LEASE_MS, true)
        taken.push(id)
      }
      return taken.map((id) => ({ id, leasedUntil: now + RECORD_LEASE_MS }))
    },

    postpone({ id, leasedUntil }, at) {
      const planned = plans.get(id)
      if (planned?.isLeased && planned.at === leasedUntil) plan(id, at)
    },

    list: (offset, limit) => [...due.values()].slice(offset, offset + limit),

    size: () => plans.size,
  }
}

function byTime(a: TimeKey, b: TimeKey): number {
  return a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)
}
