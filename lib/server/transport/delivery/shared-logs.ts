import type { Topic } from '@/lib/domain/topics'
import { isStep, kindOfLog, type LogId } from '@/lib/domain/logs'
import type { FanOut, Frame, Publication } from '@/lib/server/ports/connections/fan-out'
import type { SharedLogSource } from '@/lib/server/ports/connections/log-source'
import { type CursorDeps, LogCursor, type LogPublication } from './log-cursor'
import type { Project } from './project'

/** A connection that follows a topic. */
export interface Follower {
  send(frames: readonly Frame[]): void
  /** Drops the connection, so that the client reconnects and sends its position. */
  drop(reason: string): void
}

interface Deps extends CursorDeps {
  readonly fanOut: FanOut
  readonly project: Project
  readonly sources: readonly SharedLogSource[]
}

/** What one topic is to a process: its connections that follow it, and one cursor for all of them. */
interface Feed {
  readonly followers: Set<Follower>
  cursor: LogCursor | undefined
  readonly unsubscribe: () => void
}

/**
 * Topics that many connections of a process follow, such as conversations. A process subscribes to one when its first
 * connection joins, and has one cursor for it, so that a gap is read once however many connections are here. Memory and
 * work grow with the topics that are followed, not with members times connections.
 */
export function createSharedLogs({ fanOut, project, sources, clock, onError }: Deps) {
  const feeds = new Map<Topic, Feed>()
  const byKind = new Map(sources.map((source) => [source.kind, source]))

  async function missed(topic: Topic, log: LogId, after: number): Promise<readonly LogPublication[]> {
    const events = (await byKind.get(kindOfLog(log))?.missed(log, after)) ?? []
    return events.flatMap((event): LogPublication[] => {
      const { logPosition: position } = event
      return position ? [{ kind: 'frames', frames: project(event).get(topic) ?? [], position }] : []
    })
  }

  function send(topic: Topic, frames: readonly Frame[]): void {
    for (const follower of feeds.get(topic)?.followers ?? []) follower.send(frames)
  }

  /** Begins with the step that is received first: what was before it is asked for by those who want it. */
  function cursorAt(topic: Topic, log: LogId, seq: number): LogCursor {
    const forget = () => {
      const feed = feeds.get(topic)
      if (feed) feed.cursor = undefined
    }
    return new LogCursor(
      log,
      seq,
      { clock, onError },
      {
        read: (_, after) => missed(topic, log, after),
        send: (frames) => send(topic, frames),
        onIdle: (cursor) => void (cursor.hasEnded && forget()),
        giveUp: (reason) => {
          forget()
          for (const follower of feeds.get(topic)?.followers ?? []) follower.drop(reason)
        },
      },
    )
  }

  function receive(topic: Topic, publication: Publication): void {
    const feed = feeds.get(topic)
    if (!feed) return
    if (publication.kind === 'gap') return feed.cursor?.readAgain()
    if (publication.kind !== 'frames') return
    const { frames, position } = publication
    if (!position) return send(topic, frames)
    if (!feed.cursor && !isStep(position)) return send(topic, frames)
    if (isStep(position)) feed.cursor ??= cursorAt(topic, position.log, position.after)
    feed.cursor?.receive({ kind: 'frames', frames, position })
  }

  return {
    /** @returns how to leave */
    join(topic: Topic, follower: Follower): () => void {
      const feed = feeds.get(topic) ?? {
        followers: new Set(),
        cursor: undefined,
        unsubscribe: fanOut.subscribe(topic, (publication) => receive(topic, publication)),
      }
      feeds.set(topic, feed)
      feed.followers.add(follower)
      return () => {
        feed.followers.delete(follower)
        if (feed.followers.size > 0 || feeds.get(topic) !== feed) return
        feed.cursor?.stop()
        feed.unsubscribe()
        feeds.delete(topic)
      }
    },
    /** Topics that connections of this process follow. */
    size: () => feeds.size,
  }
}

export type SharedLogs = ReturnType<typeof createSharedLogs>
