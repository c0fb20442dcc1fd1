import type { Topic } from '@/lib/domain/topics'
import { kindOfLog, type LogId } from '@/lib/domain/logs'
import type { Publication } from '@/lib/server/ports/connections/fan-out'
import type { ResumePoint, ResumePoints } from '@/lib/server/ports/connections/log-source'
import type { CursorDeps, LogPublication } from './log-cursor'
import { type Listener, LogFollower } from './log-follower'
import type { LogReader } from './log-reader'
import type { SharedLogs } from './shared-logs'

export interface InboxDeps extends CursorDeps {
  /** One for each kind of log that a person can be in. */
  readonly readers: readonly LogReader[]
  readonly sharedLogs: SharedLogs
}

/** Publications that change what a connection receives, or are sent to it. */
export type Delivery = Extract<Publication, { kind: 'frames' | 'topics' | 'gap' }>

/**
 * Makes inboxes. An inbox holds everything that one connection is sent: the frames of its person's topics at once, those of
 * logs in their order, those of the conversations that it follows. A log that is being read holds up nothing but itself.
 */
export function createInboxFactory({ readers, sharedLogs, clock, onError }: InboxDeps) {
  const byKind = new Map(readers.map((reader) => [reader.kind, reader]))
  return (listener: Listener) => openInbox({ readers, byKind, sharedLogs, clock, onError }, listener)
}

interface Shared extends InboxDeps {
  readonly byKind: ReadonlyMap<string, LogReader>
}

function openInbox({ readers, byKind, sharedLogs, clock, onError }: Shared, listener: Listener) {
  /** Of the kinds of which the person is in a log, or has been. */
  const followers = new Map<string, LogFollower>()
  const followed = new Map<Topic, () => void>()
  let isStopped = false

  function followerOf(kind: string): LogFollower | undefined {
    const known = followers.get(kind)
    const reader = byKind.get(kind)
    if (known || !reader) return known
    const follower = new LogFollower(reader, { clock, onError }, listener)
    followers.set(kind, follower)
    return follower
  }

  async function startKind(
    { kind }: LogReader,
    inForce: Promise<void>,
    resume: ResumePoint | undefined,
  ): Promise<void> {
    const follower = followerOf(kind)
    try {
      await follower?.start(inForce, resume)
    } catch (error) {
      listener.drop('the logs could not be found')
      throw error
    }
    forgetIdle(kind)
  }

  /** Most connections are in no log: nothing is kept for them. */
  function forgetIdle(kind: string): void {
    if (followers.get(kind)?.isIdle()) followers.delete(kind)
  }

  function receiveFrames(publication: Extract<Delivery, { kind: 'frames' }>): void {
    const { position } = publication
    const follower = position && followerOf(kindOfLog(position.log))
    if (follower) follower.receive(publication as LogPublication)
    else listener.send(publication.frames)
  }

  function changeTopics({ join, leave }: Extract<Delivery, { kind: 'topics' }>): void {
    for (const topic of leave) {
      followed.get(topic)?.()
      followed.delete(topic)
    }
    for (const topic of join) {
      if (!isStopped && !followed.has(topic)) followed.set(topic, sharedLogs.join(topic, listener))
    }
  }

  /** Also kinds in which nothing was known: that something began may have been missed. */
  function readAgain(): void {
    for (const { kind } of readers) {
      const reading = followerOf(kind)?.readAgain()
      void reading?.then(() => forgetIdle(kind)).catch(onError)
    }
  }

  return {
    /**
     * Finds which logs the person is in. Resolves when that is known of the exclusive kinds, in which a client may be about
     * to send its position; the others are found meanwhile.
     *
     * @param inForce - resolves when whatever is published from then on is received
     * @param resume - by kind of log: the client's position, from its handshake
     */
    async start(inForce: Promise<void>, resume: ResumePoints): Promise<void> {
      for (const reader of readers) {
        if (!reader.isExclusive) startKind(reader, inForce, resume.get(reader.kind)).catch(onError)
      }
      const resumable = readers.filter(({ isExclusive }) => isExclusive)
      await Promise.all(resumable.map((reader) => startKind(reader, inForce, resume.get(reader.kind))))
    },
    receive(delivery: Delivery): void {
      if (isStopped) return
      if (delivery.kind === 'frames') receiveFrames(delivery)
      else if (delivery.kind === 'topics') changeTopics(delivery)
      else readAgain()
    },
    /** The client has received everything of a log up to here in an answer. */
    markDelivered: (log: LogId, seq: number) => followerOf(kindOfLog(log))?.markDelivered(log, seq),
    /** An event of the client is being handled: it may hold its position. */
    clientSends(): void {
      for (const follower of followers.values()) follower.clientSends()
    },
    /** That event has been handled. */
    goOn(): void {
      for (const follower of followers.values()) follower.goOn()
    },
    async sendLostEnds(): Promise<void> {
      for (const follower of followers.values()) await follower.sendLostEnds()
    },
    stop(): void {
      isStopped = true
      for (const leave of followed.values()) leave()
      for (const follower of followers.values()) follower.stop()
    },
  }
}

export type Inbox = ReturnType<typeof openInbox>
