import type { LiveRecords, RecordId } from '@/lib/server/ports/records/live-records'
import { createEpochWatch, newEpoch } from '../epoch'
import type { RunScript } from '../scripts'
import {
  among,
  bringForward,
  close,
  current,
  enter,
  join,
  last,
  leave,
  list,
  postpone,
  leaseDue,
} from './live-record-scripts'

interface Deps {
  readonly run: RunScript
  /** The key of the index, with a hash tag of its own: no script changes the index and a record. */
  readonly index: string
  /** Asks the records themselves which of them are over or gone, though the index names them. */
  readonly overOf: (ids: readonly RecordId[]) => Promise<readonly RecordId[]>
  /** Called once when Redis has lost all records: people are in none any more, and have not learned of it. */
  readonly onLost?: () => void
}

/** Live records of all processes. */
export function createRedisLiveRecords({ run, index, overOf, onLost }: Deps): LiveRecords {
  const noteEpoch = createEpochWatch(onLost)
  let live = 0

  return {
    async enter(record, now) {
      const entering = { index, ...record, now }
      let { busy, size } = await run(enter, { ...entering, over: [] })
      const over = await overOf([...new Set(busy.map(({ record: before }) => before))])
      if (over.length > 0) ({ busy, size } = await run(enter, { ...entering, over }))
      live = size
      return busy.map(({ user }) => user)
    },

    async join(id, user, now) {
      const joining = { index, id, user, now }
      const { outcome, before } = await run(join, { ...joining, over: undefined })
      const [over] = before === null ? [] : await overOf([before])
      return over === undefined ? outcome : (await run(join, { ...joining, over })).outcome
    },

    leave: async (id, user, others, now) => void (await run(leave, { index, id, user, others, now })),

    current: (user) => run(current, { index, user }),

    among: async (users) => (users.length === 0 ? [] : run(among, { index, users })),

    last: (user) => run(last, { index, user }),

    bringForward: (user, at) => run(bringForward, { index, user, at }),

    async close(id, users, now) {
      const { isFirst, size } = await run(close, { index, id, users, now })
      live = size
      return isFirst
    },

    async leaseDue(now, limit) {
      const { due, leasedUntil, size, epoch } = await run(leaseDue, { index, now, limit, epoch: newEpoch() })
      live = size
      noteEpoch(epoch)
      return due.map((id) => ({ id, leasedUntil }))
    },

    postpone: async (record, at, users) => void (await run(postpone, { index, ...record, at, users })),

    list: (offset, limit) => run(list, { index, offset, limit }),

    size: () => live,
  }
}
