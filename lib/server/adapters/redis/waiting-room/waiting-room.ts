import type { Pairing } from '@/lib/domain/matching'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import type { Keys } from '../keys'
import { createEpochWatch, newEpoch } from '../epoch'
import type { RunScript } from '../scripts'
import {
  avoid,
  isWaiting,
  join,
  leave,
  reconcile,
  release,
  retry,
  settle,
  type Sizes,
  takeDue,
} from './waiting-room-scripts'

/** Searches per script: Redis does nothing else while one runs. */
const SEARCHES_AT_ONCE = 16

interface Deps {
  readonly run: RunScript
  readonly keys: Keys
  /** Called once when Redis has lost the waiting room: people wait no more, and have not learned of it. */
  readonly onLost?: () => void
}

/**
 * The waiting room of all processes. Times are the callers': their clocks may differ by less than the delay before a
 * pair meets. Sizes are as of this process's last call that changed them; `retry`, which runs all the time, keeps them fresh.
 */
export function createRedisWaitingRoom({ run, keys: { room }, onLost }: Deps): WaitingRoom {
  const noteEpoch = createEpochWatch(onLost)
  let sizes: Sizes = { text: 0, audio: 0, video: 0, heldBack: 0 }

  return {
    async join(newcomer, id, now) {
      const [waiting, position, again, pairing, after] = await run(join, { room, now, newcomer, id })
      sizes = { ...sizes, ...after }
      return { waiting, position, again: again === 1, pairing }
    },

    async isWaiting(user) {
      return (await run(isWaiting, { room, user })) === 1
    },

    async leave(user, now) {
      const [left, after] = await run(leave, { room, now, user })
      sizes = { ...sizes, ...after }
      return left ?? undefined
    },

    async avoid(user, other, now) {
      await run(avoid, { room, now, user, other })
    },

    async reconcile(user, other, now) {
      await run(reconcile, { room, now, user, other })
    },

    async retry(now, limit, nextId) {
      const made: Pairing[] = []
      for (let left = limit; left > 0; left -= SEARCHES_AT_ONCE) {
        const ids = Array.from({ length: Math.min(left, SEARCHES_AT_ONCE) }, nextId)
        const [pairings, searches, after, current] = await run(retry, { room, now, ids, epoch: newEpoch() })
        sizes = after
        noteEpoch(current)
        made.push(...pairings)
        if (searches < ids.length) break
      }
      return made
    },

    async takeDue(now, limit) {
      return run(takeDue, { room, now, limit })
    },

    async settle(id) {
      const [settlement, after] = await run(settle, { room, id })
      sizes = { ...sizes, ...after }
      return settlement
    },

    async release(id, stay, now) {
      const [, after] = await run(release, { room, now, id, stay })
      sizes = { ...sizes, ...after }
    },

    size: (chatType) => (chatType ? sizes[chatType] : sizes.text + sizes.audio + sizes.video),
    heldBack: () => sizes.heldBack,
  }
}
