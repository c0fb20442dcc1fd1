import type { UserId } from '@/lib/domain/ids'
import { BEFORE_BEGINNING, isStep, type LogId } from '@/lib/domain/logs'
import type { Frame } from '@/lib/server/ports/connections/fan-out'
import type { LogStart, ResumePoint } from '@/lib/server/ports/connections/log-source'
import { type CursorDeps, type CursorOwner, LogCursor, type LogPublication, MAX_HELD } from './log-cursor'
import type { LogReader } from './log-reader'

/** Logs that ended for a connection: what still comes of them is too late. */
const REMEMBERED_ENDS = 8

/** The connection that a follower sends to. */
export interface Listener {
  readonly user: UserId
  send(frames: readonly Frame[]): void
  /** Drops the connection, so that the client reconnects and sends its position. */
  drop(reason: string): void
}

/** The logs of one kind that one connection receives, a cursor for each. */
export class LogFollower {
  private readonly cursors = new Map<LogId, LogCursor>()
  private readonly ended: LogId[] = []
  /** What waits until it is known which logs there are, or for the log before. */
  private waiting: LogPublication[] = []
  private isStarting = false
  private isStopped = false
  private readonly owner: CursorOwner

  constructor(
    private readonly reader: LogReader,
    private readonly deps: CursorDeps,
    private readonly listener: Listener,
  ) {
    this.owner = {
      read: (log, after) => reader.missed(listener.user, log, after),
      send: (frames) => listener.send(frames),
      onIdle: (cursor) => this.goOnAfter(cursor),
      giveUp: (reason) => {
        this.stop()
        listener.drop(reason)
      },
    }
  }

  get isExclusive(): boolean {
    return this.reader.isExclusive
  }

  /**
   * Finds which logs there are and where each begins; until then what concerns this kind waits.
   *
   * @param inForce - resolves when whatever is published from then on is received
   * @throws what the source throws
   */
  async start(inForce: Promise<void>, resume: ResumePoint | undefined): Promise<void> {
    this.isStarting = true
    await inForce
    const starts = await this.reader.startsOf(this.listener.user)
    if (this.isStopped) return
    for (const start of starts) this.startAt(start, resume)
    if (resume?.log && !this.isIn(resume.log)) await this.sendEndOf(resume.log, resume.seq)
    this.isStarting = false
    this.receiveWaiting()
  }

  /** Nothing needs to be kept: there is no log, nor one that has just ended. */
  isIdle(): boolean {
    return this.cursors.size === 0 && this.ended.length === 0 && !this.isStarting
  }

  receive(publication: LogPublication): void {
    if (this.isStopped) return
    const { log } = publication.position
    if (this.isStarting || this.mustWait(log)) return this.wait(publication)
    const cursor = this.cursors.get(log)
    if (cursor) cursor.receive(publication)
    else if (!isStep(publication.position)) this.listener.send(publication.frames)
    else if (!this.ended.includes(log)) this.follow(log, BEFORE_BEGINNING).receive(publication)
  }

  /** The client has received everything up to here in an answer. */
  markDelivered(log: LogId, seq: number): void {
    const cursor = this.cursors.get(log) ?? this.follow(log, seq)
    cursor.markDelivered(seq)
  }

  /** Not only entries may have been missed: also that a log began. */
  async readAgain(): Promise<void> {
    for (const cursor of this.cursors.values()) cursor.readAgain()
    const starts = await this.reader.startsOf(this.listener.user)
    for (const { log } of starts) {
      if (this.isStopped || this.cursors.has(log) || this.ended.includes(log)) continue
      if (this.mustWait(log)) this.afterBusy = log
      else this.follow(log, BEFORE_BEGINNING).readAgain()
    }
  }

  clientSends(): void {
    for (const cursor of this.cursors.values()) cursor.clientSends()
  }

  goOn(): void {
    for (const cursor of this.cursors.values()) cursor.goOn()
  }

  /** The state store has lost every log: clients that cannot ask are sent the end of those that do not go on. */
  async sendLostEnds(): Promise<void> {
    for (const cursor of this.cursors.values()) {
      if (!cursor.awaitsEnd || (await this.goesOn(cursor.log))) continue
      if (this.cursors.get(cursor.log) !== cursor) continue
      this.end(cursor)
      this.listener.send(this.reader.lost(this.listener.user, cursor.log))
    }
  }

  stop(): void {
    this.isStopped = true
    this.waiting = []
    for (const cursor of this.cursors.values()) cursor.stop()
  }

  /** A log that was found to have begun while another one was busy. */
  private afterBusy: LogId | undefined

  private async goesOn(log: LogId): Promise<boolean> {
    try {
      return (await this.reader.startsOf(this.listener.user)).some((start) => start.log === log)
    } catch {
      return false // the store cannot be asked; a client that returns finds out
    }
  }

  private startAt({ log, seq, end = Infinity, asks }: LogStart, resume: ResumePoint | undefined): void {
    if (this.cursors.has(log)) return // an answer was quicker
    const isKnown = resume?.log === log || resume?.log === null
    const from = isKnown && !asks ? Math.min(resume.seq, end) : seq
    const cursor = this.follow(log, from)
    cursor.awaitsEnd = !asks
    if (asks) cursor.awaitClient()
    else if (isKnown || from === BEFORE_BEGINNING) cursor.readAgain()
  }

  /** The log that the client names has ended: it is sent how, or at least that. */
  private async sendEndOf(log: LogId, seq: number): Promise<void> {
    const missed = await this.reader.missed(this.listener.user, log, seq)
    const last = missed.at(-1)?.position
    if (!isStep(last) || !last.ends) return this.listener.send(this.reader.lost(this.listener.user, log))
    for (const { frames } of missed) this.listener.send(frames)
  }

  private isIn(log: LogId): boolean {
    return this.cursors.has(log) || this.ended.includes(log)
  }

  private follow(log: LogId, seq: number): LogCursor {
    if (this.isExclusive) for (const cursor of this.cursors.values()) this.end(cursor)
    const cursor = new LogCursor(log, seq, this.deps, this.owner)
    this.cursors.set(log, cursor)
    return cursor
  }

  private end(cursor: LogCursor): void {
    cursor.stop()
    this.cursors.delete(cursor.log)
    if (this.ended.push(cursor.log) > REMEMBERED_ENDS) this.ended.shift()
  }

  /** Whether the log before is still being read. */
  private mustWait(log: LogId): boolean {
    if (!this.isExclusive || this.cursors.has(log)) return false
    for (const cursor of this.cursors.values()) if (cursor.isBusy()) return true
    return false
  }

  private wait(publication: LogPublication): void {
    if (this.waiting.push(publication) < MAX_HELD) return
    this.owner.giveUp('too much waits for the log')
  }

  private goOnAfter(cursor: LogCursor): void {
    if (this.isStopped) return
    if (cursor.hasEnded && this.cursors.get(cursor.log) === cursor) this.end(cursor)
    if (this.isStarting) return
    const log = this.afterBusy
    this.afterBusy = undefined
    if (log && !this.isIn(log)) this.follow(log, BEFORE_BEGINNING).readAgain()
    this.receiveWaiting()
  }

  private receiveWaiting(): void {
    const { waiting } = this
    this.waiting = []
    for (const publication of waiting) this.receive(publication)
  }
}
