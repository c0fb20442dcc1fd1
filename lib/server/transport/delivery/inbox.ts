import type { NamedTopic } from '@/lib/domain/topics'
import { kindOfLog, type LogId } from '@/lib/domain/logs'
import type { Publication } from '@/lib/server/ports/connections/fan-out'
import type { ResumePoint, ResumePoints } from '@/lib/server/ports/connections/log-source'
import type { CursorDeps, LogPublication } from './log-cursor'
import { type Listener, LogFollower } from './log-follower'
import type { LogReader } from './log-reader'
import type { Following, SharedLogs, TopicStart } from './shared-logs'

export interface InboxDeps extends CursorDeps {
  /** One for each kind of log that a person can be in. */
  readonly readers: readonly LogReader[]
  readonly sharedLogs: SharedLogs
}

/** Publications that change what a connection receives, or are sent to it. */
export type Delivery = Extract<Publication, { kind: 'frames' | 'topics' | 'gap' }>

/** What all inboxes of a process share. */
interface Shared extends InboxDeps {
  readonly byKind: ReadonlyMap<string, LogReader>
}

/** Makes inboxes. */
export function createInboxFactory({ readers, sharedLogs, clock, onError }: InboxDeps) {
  const byKind = new Map(readers.map((reader) => [reader.kind, reader]))
  const shared: Shared = { readers, byKind, sharedLogs, clock, onError }
  return (listener: Listener) => new Inbox(shared, listener)
}

/**
 * Everything that one connection is sent: the frames of its person's topics at once, those of logs in their order, those of the
 * conversations that it follows. A log that is being read holds up nothing but itself.
 */
export class Inbox {
  /** Of the kinds of which the person is in a log, or has been; most connections are in none, and keep nothing. */
  private followers: Map<string, LogFollower> | undefined
  private followed: Map<NamedTopic, Following> | undefined
  /** Left before the connection's topics were found: what was read of them may be older. */
  private left: Set<NamedTopic> | undefined
  private isFound = false
  private isStopped = false

  constructor(
    private readonly shared: Shared,
    private readonly listener: Listener,
  ) {}

  /**
   * Finds which logs the person is in. Resolves when that is known of the exclusive kinds, in which a client may be about
   * to send its position; the others are found meanwhile.
   *
   * @param inForce - resolves when whatever is published from then on is received
   * @param resume - by kind of log: the client's position, from its handshake
   */
  async start(inForce: Promise<void>, resume: ResumePoints): Promise<void> {
    const { readers, onError } = this.shared
    for (const reader of readers) {
      if (!reader.isExclusive) this.startKind(reader, inForce, resume.get(reader.kind)).catch(onError)
    }
    const resumable = readers.filter(({ isExclusive }) => isExclusive)
    await Promise.all(resumable.map((reader) => this.startKind(reader, inForce, resume.get(reader.kind))))
  }

  receive(delivery: Delivery): void {
    if (this.isStopped) return
    if (delivery.kind === 'frames') this.receiveFrames(delivery)
    else if (delivery.kind === 'topics') this.changeTopics(delivery)
    else this.readAgain()
  }

  /** Follows the topics that were found when the connection began. @returns as `follow` does */
  async followFound(starts: readonly TopicStart[]): Promise<void> {
    const { left } = this
    this.isFound = true
    this.left = undefined
    await this.follow(left ? starts.filter(({ topic }) => !left.has(topic)) : starts)
  }

  /**
   * Follows topics from now on, those that it follows already as they are.
   *
   * @returns when nothing is missed that is published in them from then on
   */
  async follow(starts: readonly TopicStart[]): Promise<void> {
    if (this.isStopped) return
    for (const start of starts) {
      if (this.followed?.has(start.topic)) continue
      this.followed ??= new Map()
      this.followed.set(start.topic, this.shared.sharedLogs.follow(start, this.listener))
    }
    await Promise.all(starts.flatMap(({ topic }) => this.followed?.get(topic)?.ready ?? []))
  }

  /** Follows a topic as well. @returns whether it did before, when nothing is missed that is published in it from then on */
  async ensureFollowed(topic: NamedTopic): Promise<boolean> {
    const isKnown = this.followed?.has(topic) ?? false
    await this.follow([{ topic }])
    return isKnown
  }

  /** The client has received everything of a log up to here in an answer. */
  markDelivered(log: LogId, seq: number): void {
    this.followerOf(kindOfLog(log))?.markDelivered(log, seq)
  }

  /** An event of the client is being handled: it may hold its position. */
  clientSends(): void {
    if (this.followers) for (const follower of this.followers.values()) follower.clientSends()
  }

  /** That event has been handled. */
  goOn(): void {
    if (this.followers) for (const follower of this.followers.values()) follower.goOn()
  }

  async sendLostEnds(): Promise<void> {
    for (const follower of this.followers?.values() ?? []) await follower.sendLostEnds()
  }

  stop(): void {
    this.isStopped = true
    for (const { leave } of this.followed?.values() ?? []) leave()
    for (const follower of this.followers?.values() ?? []) follower.stop()
  }

  private followerOf(kind: string): LogFollower | undefined {
    const known = this.followers?.get(kind)
    const reader = this.shared.byKind.get(kind)
    if (known || !reader) return known
    const follower = new LogFollower(reader, this.shared, this.listener)
    this.followers ??= new Map()
    this.followers.set(kind, follower)
    return follower
  }

  private async startKind(
    { kind }: LogReader,
    inForce: Promise<void>,
    resume: ResumePoint | undefined,
  ): Promise<void> {
    const follower = this.followerOf(kind)
    try {
      await follower?.start(inForce, resume)
    } catch (error) {
      this.listener.drop('the logs could not be found')
      throw error
    }
    this.forgetIdle(kind)
  }

  private forgetIdle(kind: string): void {
    if (!this.followers?.get(kind)?.isIdle()) return
    this.followers.delete(kind)
    if (this.followers.size === 0) this.followers = undefined
  }

  private receiveFrames(publication: Extract<Delivery, { kind: 'frames' }>): void {
    const { position } = publication
    const follower = position && this.followerOf(kindOfLog(position.log))
    if (follower) follower.receive(publication as LogPublication)
    else this.listener.send(publication.frames)
  }

  private changeTopics({ join, leave }: Extract<Delivery, { kind: 'topics' }>): void {
    for (const topic of leave) {
      this.followed?.get(topic)?.leave()
      this.followed?.delete(topic)
      if (!this.isFound) (this.left ??= new Set()).add(topic)
    }
    for (const topic of join) this.left?.delete(topic)
    void this.follow(join.map((topic) => ({ topic })))
  }

  /** Also kinds in which nothing was known: that something began may have been missed. */
  private readAgain(): void {
    for (const { kind } of this.shared.readers) {
      const reading = this.followerOf(kind)?.readAgain()
      void reading?.then(() => this.forgetIdle(kind)).catch(this.shared.onError)
    }
  }
}
