import type { Millis } from '@/lib/domain/ids'
import { BEFORE_BEGINNING, isStep, type LogId, type LogStep } from '@/lib/domain/logs'
import { LOG_MAX } from '@/lib/domain/sessions'
import type { Frame, FramesPublication } from '@/lib/server/ports/connections/fan-out'
import type { Clock } from '@/lib/server/ports/system'

/** A publication that concerns a log. */
export type LogPublication = FramesPublication & Required<Pick<FramesPublication, 'position'>>

export interface CursorDeps {
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** What a cursor serves: one connection, or all connections of a process that follow a conversation. */
export interface CursorOwner {
  /** What is to be sent after a position, in order, as far as it is kept. */
  read(log: LogId, after: number): Promise<readonly LogPublication[]>
  send(frames: readonly Frame[]): void
  /** The cursor is not busy any more, or has sent the log's end. */
  onIdle(cursor: LogCursor): void
  /** The log cannot be sent: clients must reconnect and send their position. */
  giveUp(reason: string): void
}

/** A log that cannot be read is tried again after these; then its owner gives up. */
const RETRY_AFTER_MS: readonly Millis[] = [100, 400, 1_500]
/** A returning client sends its position at once; one that never does is sent what follows after this. */
export const ASKS_WITHIN_MS: Millis = 1_000
/** Publications that may wait while a log is read. */
export const MAX_HELD = LOG_MAX

/**
 * Sends the entries of one log, each once and in order, whatever the fan-out drops, doubles or reverses. The next entry in
 * line goes out at once; on a gap the log is read, and what concerns this log waits until then. Nothing else does.
 */
export class LogCursor {
  /** What waits for the end of a read; undefined: nothing is read. */
  private held: LogPublication[] | undefined
  /** The client may be about to send its position; what it is sent before would come twice, and out of order. */
  private isAwaited = false
  private isSending = false
  /** Something may have been lost after the read began. */
  private isStale = false
  private isStopped = false
  /** The log had ended before anything of it was sent. */
  private wasOver = false
  private hasBegun: boolean
  private callOff: () => void = () => undefined
  /** The client has no event for asking whether the log goes on. */
  awaitsEnd = false
  hasEnded = false

  /** @param seq - everything up to here has been sent */
  constructor(
    readonly log: LogId,
    private seq: number,
    private readonly deps: CursorDeps,
    private readonly owner: CursorOwner,
  ) {
    this.hasBegun = seq > 0
  }

  /** Whether publications wait. */
  isBusy(): boolean {
    return this.held !== undefined
  }

  receive(publication: LogPublication): void {
    if (this.isStopped) return
    if (this.held) return this.hold(publication)
    if (!this.send(publication)) this.readFor([publication])
    else if (this.hasEnded) this.owner.onIdle(this)
  }

  /** The client has received everything up to here in an answer, by an event for asking. */
  markDelivered(seq: number): void {
    this.seq = Math.max(this.seq, seq)
    this.hasBegun = true
    this.awaitsEnd = false
  }

  /** Steps may have been missed: reads for them. */
  readAgain(): void {
    if (this.held) this.isStale = true
    else this.readFor([])
  }

  /** Waits for the client to send its position, for a time. */
  awaitClient(): void {
    this.held ??= []
    this.isAwaited = true
    // On a busy machine the question may have arrived, unread, before the timer fires.
    const giveUp = () => void setImmediate(() => !this.isSending && this.goOn())
    this.callOff = this.deps.clock.after(ASKS_WITHIN_MS, giveUp)
  }

  /** An event of the client is being handled, which may hold its position: it is waited for, however long that takes. */
  clientSends(): void {
    this.isSending = true
  }

  /** The client's event has been handled: what waits for it goes on. */
  goOn(): void {
    if (!this.isAwaited) return
    this.isAwaited = false
    this.callOff()
    this.release()
  }

  /** Nothing is sent any more. */
  stop(): void {
    this.isStopped = true
    this.held = undefined
    this.callOff()
  }

  private hold(publication: LogPublication): void {
    if (this.held?.push(publication) === MAX_HELD) this.giveUp('too much waits for the log')
  }

  private giveUp(reason: string): void {
    this.stop()
    this.owner.giveUp(reason)
  }

  /** @returns false when something before it has not been sent yet */
  private send({ frames, position }: LogPublication): boolean {
    if (!isStep(position)) {
      if (frames.length > 0) this.owner.send(frames)
      return true
    }
    if (position.upTo === 0) return this.begin(frames)
    if (position.upTo <= this.seq) return true
    if (position.after !== this.seq) return false
    this.advance(position, frames)
    return true
  }

  /** The position of a log's beginning may be known before the beginning itself. */
  private begin(frames: readonly Frame[]): true {
    if (this.hasBegun) return true
    this.hasBegun = true
    this.seq = Math.max(this.seq, 0)
    this.deliver(frames)
    return true
  }

  private advance({ upTo, ends }: LogStep, frames: readonly Frame[]): void {
    this.seq = upTo
    this.deliver(frames)
    if (ends) this.end()
  }

  private end(): void {
    this.hasEnded = true
    this.stop()
  }

  private deliver(frames: readonly Frame[]): void {
    if (frames.length === 0) return
    if (frames.some(({ awaitsEnd }) => awaitsEnd)) this.awaitsEnd = true
    this.owner.send(frames)
  }

  private readFor(held: LogPublication[]): void {
    if (this.isStopped) return
    this.held = held
    this.read(0).catch((error: unknown) => {
      this.deps.onError(error)
      if (!this.isStopped) this.giveUp('the log could not be read')
    })
  }

  /** Reads for what waits first, or for what there is, and goes on from there. */
  private async read(failures: number): Promise<void> {
    const gap = this.held?.[0]?.position
    this.isStale = false
    try {
      const missed = await this.owner.read(this.log, this.seq)
      if (this.isStopped) return
      this.fill(missed)
      if (isStep(gap)) this.passOver(gap)
      this.release()
    } catch (error) {
      const retryAfter = RETRY_AFTER_MS[failures]
      if (retryAfter === undefined) throw error
      this.deps.onError(error)
      await new Promise<void>((resolve) => (this.callOff = this.deps.clock.after(retryAfter, resolve)))
      if (!this.isStopped) await this.read(failures + 1)
    }
  }

  private fill(missed: readonly LogPublication[]): void {
    // It began and ended before anything of it was sent: its entries are for connections that were there.
    if (this.seq === BEFORE_BEGINNING && missed.some(({ position }) => isStep(position) && position.ends)) {
      const last = missed.at(-1)?.position
      this.seq = isStep(last) ? last.after : 0
      this.hasBegun = true
      this.wasOver = true
      return
    }
    for (const { frames, position } of missed) {
      if (this.isStopped || !isStep(position)) continue
      if (position.upTo === 0) this.begin(frames)
      else if (position.upTo > this.seq) this.advance(position, frames)
    }
  }

  /** What was read for has been sent, or is not kept any more. */
  private passOver({ after, upTo }: LogStep): void {
    if (this.isStopped) return
    if (after > this.seq) this.seq = after
    else if (after < this.seq) this.seq = Math.max(this.seq, upTo)
  }

  private release(): void {
    if (!this.isStopped) {
      const held = this.held ?? []
      if (this.isStale) return this.readFor(held)
      this.held = undefined
      for (const [index, publication] of held.entries()) {
        if (this.isStopped) break
        if (!this.send(publication)) return this.readFor(held.slice(index))
      }
      if (this.wasOver) this.end()
    }
    this.owner.onIdle(this)
  }
}
