import type { CallId, SessionId } from '@/lib/domain/ids'
import { RECORD_DUE_WITHIN_MS } from '@/lib/server/ports/records/live-records'

/** Changes with the shape of what is kept: processes of two versions then share nothing instead of misreading it. */
const VERSION = 6

/** Keys that are not touched expire: each later than anything it holds can matter. */
export const TTL_MS = {
  /** The waiting room as a whole, from its last arrival. */
  room: 24 * 60 * 60_000,
  /** A live record and who is in it, from the last time it was due: twice as long as that can take. */
  record: 2 * RECORD_DUE_WITHIN_MS,
  /** The index of live records, from its last change. */
  recordIndex: 24 * 60 * 60_000,
  /** What was counted, from the last process' last second. */
  figures: 24 * 60 * 60_000,
} as const

/**
 * The names of all keys. What is in braces is the hash tag: keys with one tag live on one node of a cluster, and a script
 * touches keys of one tag only.
 *
 * @param namespace - distinguishes deployments on one Redis
 */
export function createKeys(namespace = 'omegoo') {
  const prefix = `${namespace}:${VERSION}`
  return {
    namespace,
    prefix,
    /** The waiting room: everything of it, so that pairing is one step. Its scripts add to this. */
    room: `${prefix}:{room}`,
    /** Who is in which session, and when sessions are over. Scripts add to this. */
    sessions: `${prefix}:{sessions}`,
    /** Who is in which call, and when calls are due. Scripts add to this. */
    calls: `${prefix}:{calls}`,
    /** What all processes have counted. Scripts add to this. */
    figures: `${prefix}:{figures}`,
    /** The latest time that a process has seen. */
    time: `${prefix}:{time}`,
    /** People who leave at once. Scripts add to this. */
    quickLeaves: `${prefix}:{leaves}`,
    /** What was counted for one limit of one person or address. */
    limit: (key: string) => `${prefix}:{limit:${key}}`,
    /** One session: its record, its log and its channel. Scripts add to this. */
    session: (id: SessionId) => `${prefix}:{s:${id}}`,
    /** One call: its record, and `:kept:<user>` signals that somebody cannot have yet. */
    call: (id: CallId) => `${prefix}:{c:${id}}`,
  }
}

export type Keys = ReturnType<typeof createKeys>
