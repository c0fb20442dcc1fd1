import type { NamedTopic } from '@/lib/domain/topics'
import { isStep, kindOfLog } from '@/lib/domain/logs'
import type { FanOut, Frame, Publication } from '@/lib/server/ports/connections/fan-out'
import type { SharedLogSource } from '@/lib/server/ports/connections/log-source'
import { type CursorDeps, LogCursor, type LogPublication, MAX_HELD } from './log-cursor'
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

/** A topic to follow. */
export interface TopicStart {
  readonly topic: NamedTopic
  /** Everything of its log up to here was there before; undefined: begins with what comes once the topic is followed. */
  readonly seq?: number
}

/** How a connection follows a topic. */
export interface Following {
  /** Resolves when nothing that is published from then on is missed. */
  readonly ready: Promise<void>
  leave(): void
}

/** What one topic is to a process: its connections that follow it, and one cursor for all of them. */
interface Feed {
  readonly followers: Set<Follower>
  cursor: LogCursor | undefined
  /** What came before it was known where the cursor begins. */
  early: LogPublication[]
  /** Until this resolves, something may be missed. */
  ready: Promise<void>
  readonly unsubscribe: () => void
}

/**
 * Topics that many connections of a process follow, such as conversations. A process subscribes to one when its first
 * connection joins, and has one cursor for it, so that a gap is read once however many connections are here. Memory and
 * work grow with the topics that are followed, not with members times connections.
 */
export function createSharedLogs({ fanOut, project, sources, clock, onError }: Deps) {
  const feeds = new Map<NamedTopic, Feed>()
  const byKind = new Map<string, SharedLogSource>(sources.map((source) => [source.kind, source]))
  /** A log has the name of its topic; most kinds of topics have none. */
  const sourceOf = (topic: NamedTopic) => byKind.get(kindOfLog(topic))

  async function missed(topic: NamedTopic, after: number): Promise<readonly LogPublication[]> {
    const events = (await sourceOf(topic)?.missed(topic, after)) ?? []
    return events.flatMap((event): LogPublication[] => {
      const { logPosition: position } = event
      return position ? [{ kind: 'frames', frames: project(event).get(topic) ?? [], position }] : []
    })
  }

  function send(topic: NamedTopic, frames: readonly Frame[]): void {
    for (const follower of feeds.get(topic)?.followers ?? []) follower.send(frames)
  }

  function cursorAt(topic: NamedTopic, seq: number): LogCursor {
    return new LogCursor(
      topic,
      seq,
      { clock, onError },
      {
        read: (_, after) => missed(topic, after),
        send: (frames) => send(topic, frames),
        onIdle: () => undefined,
        giveUp: (reason) => giveUp(topic, reason),
      },
    )
  }

  function close(topic: NamedTopic, feed: Feed): void {
    if (feeds.get(topic) !== feed) return
    feed.cursor?.stop()
    feed.unsubscribe()
    feeds.delete(topic)
  }

  /** The followers must reconnect, and send their position. */
  function giveUp(topic: NamedTopic, reason: string): void {
    const feed = feeds.get(topic)
    if (!feed) return
    close(topic, feed)
    for (const follower of feed.followers) follower.drop(reason)
  }

  /**
   * The cursor begins where the first follower stands. What a process receives first is no beginning: what came before may
   * still be on its way, or be lost with the process that was to publish it.
   */
  async function begin(topic: NamedTopic, feed: Feed, source: SharedLogSource, seq?: number): Promise<void> {
    if (seq !== undefined) feed.cursor = cursorAt(topic, seq)
    await fanOut.settled(topic)
    if (seq !== undefined) return
    try {
      const end = await source.end(topic)
      const early = feed.early.splice(0)
      const starts = early.flatMap(({ position }) => (isStep(position) ? [position.after] : []))
      feed.cursor = cursorAt(topic, Math.min(end, ...starts))
      for (const publication of early) feed.cursor.receive(publication)
    } catch (error) {
      onError(error)
      giveUp(topic, 'the end of the log could not be read')
    }
  }

  function receive(topic: NamedTopic, publication: Publication): void {
    const feed = feeds.get(topic)
    if (!feed) return
    if (publication.kind === 'gap') return feed.cursor?.readAgain()
    if (publication.kind !== 'frames') return
    const { frames, position } = publication
    if (!position || !sourceOf(topic)) return send(topic, frames)
    const held: LogPublication = { kind: 'frames', frames, position }
    if (feed.cursor) feed.cursor.receive(held)
    else if (feed.early.push(held) === MAX_HELD) giveUp(topic, 'too much waits for the log')
  }

  function open({ topic, seq }: TopicStart): Feed {
    const feed: Feed = {
      followers: new Set(),
      cursor: undefined,
      early: [],
      ready: Promise.resolve(),
      unsubscribe: fanOut.subscribe(topic, (publication) => receive(topic, publication)),
    }
    feeds.set(topic, feed)
    const source = sourceOf(topic)
    feed.ready = source ? begin(topic, feed, source, seq) : fanOut.settled(topic)
    return feed
  }

  return {
    follow(start: TopicStart, follower: Follower): Following {
      const feed = feeds.get(start.topic) ?? open(start)
      feed.followers.add(follower)
      return {
        ready: feed.ready,
        leave() {
          feed.followers.delete(follower)
          if (feed.followers.size === 0) close(start.topic, feed)
        },
      }
    },
    /** Topics that connections of this process follow. */
    size: () => feeds.size,
  }
}

export type SharedLogs = ReturnType<typeof createSharedLogs>
