import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import { BEFORE_BEGINNING, LOG_MAX } from '@/lib/domain/sessions'
import type { Frame, LogStep, Publication } from '@/lib/server/ports/connections/fan-out'
import type { Clock } from '@/lib/server/ports/system'
import type { LogPosition } from '@/lib/server/services/sessions/sessions'

/** Where pumps read what they have not heard. */
export interface LogSource {
  /** From where a new connection of somebody hears; undefined: they are in no session. */
  position(user: UserId): Promise<LogPosition | undefined>
  /**
   * What somebody has yet to hear after a position, in order, as far as it is kept; an ended log has its end too. After
   * `BEFORE_BEGINNING` that it began as well.
   */
  missed(user: UserId, log: SessionId, after: number): Promise<readonly LogStep[]>
}

export interface LogPumpDeps {
  readonly source: LogSource
  readonly clock: Clock
  readonly onError: (error: unknown) => void
}

/** The connection that a pump sends to. */
interface Listener {
  readonly user: UserId
  say(frame: Frame): void
  /** Breaks the connection off, so that the client comes back and says what it has. */
  drop(reason: string): void
}

type Sendable = Extract<Publication, { kind: 'frame' | 'log' }>

/** A log that cannot be read is tried again after these; then the connection is dropped. */
const RETRY_AFTER_MS: readonly Millis[] = [100, 400, 1_500]
/** A client that comes back says so at once; one that never does hears what goes on after this. */
export const ASKS_WITHIN_MS: Millis = 1_000
/** Publications that may wait while a log is read. */
export const MAX_HELD = LOG_MAX

/**
 * Sends the entries of its person's session to one connection, each once and in order, whatever the fan-out drops, doubles
 * or turns round. What is next in line goes out at once; on a gap the log is read, and everything else waits its turn.
 */
export class LogPump {
  private log: SessionId | undefined
  /** The log before: what comes of it now comes too late. */
  private previous: SessionId | undefined
  /** Everything up to here has been sent. */
  private seq = 0
  /** What waits for the end of a read; undefined: nothing is read. */
  private held: Sendable[] | undefined
  /** The client may be about to say where it stopped; what it is sent before would be twice, and out of order. */
  private isAwaited = false
  private isSpeaking = false
  /** Something may have been lost after the read began. */
  private isStale = false
  private isStopped = false
  private callOff: () => void = () => undefined

  constructor(
    private readonly deps: LogPumpDeps,
    private readonly listener: Listener,
  ) {}

  /**
   * Finds where this connection begins to hear; until then everything waits.
   *
   * @param hears - resolves when whatever is published from then on is heard
   * @param heard - where the client says it stopped, if it does
   * @throws what the source throws
   */
  async start(hears: Promise<void>, heard?: LogPosition): Promise<void> {
    this.held = []
    await hears
    const position = await this.deps.source.position(this.listener.user)
    if (position?.asks && !this.isStopped) return this.awaitClient(position)
    const isKnown = heard !== undefined && heard.log === position?.log
    const knowsNone = heard?.seq === BEFORE_BEGINNING
    if (position) this.enter(position.log, isKnown || knowsNone ? heard.seq : position.seq)
    if (isKnown || this.seq === BEFORE_BEGINNING) this.isStale = true
    this.release()
  }

  /** The client is saying something, which may be where it stopped: however long that takes, it is waited for. */
  listen(): void {
    this.isSpeaking = true
  }

  /** The client has had its say: whatever still waits for it goes on. */
  goOn(): void {
    if (!this.isAwaited) return
    this.isAwaited = false
    this.callOff()
    this.release()
  }

  private awaitClient({ log, seq }: LogPosition): void {
    this.enter(log, seq)
    this.isAwaited = true
    // On a busy machine the question may have come, unread, before the time is found to be over.
    const giveUp = () => void setImmediate(() => !this.isSpeaking && this.goOn())
    this.callOff = this.deps.clock.after(ASKS_WITHIN_MS, giveUp)
  }

  /** In no session, nor just out of one: nothing needs to be kept. */
  isIdle(): boolean {
    return this.log === undefined && this.previous === undefined && this.held === undefined
  }

  /** In this session, or just out of it and told so. */
  isIn(log: SessionId): boolean {
    return log === this.log || log === this.previous
  }

  take(publication: Sendable): void {
    if (this.held) this.hold(publication)
    else if (!this.send(publication)) this.readFor([publication])
  }

  /** The client has been told everything up to here in another way. */
  heardUpTo(log: SessionId, seq: number): void {
    if (log !== this.log) this.enter(log, seq)
    else this.seq = Math.max(this.seq, seq)
  }

  /** Steps may have gone by unheard: looks for them. */
  lookAgain(): void {
    if (this.held) this.isStale = true
    else this.readFor([])
  }

  /** Nothing is sent any more. */
  stop(): void {
    this.isStopped = true
    this.held = []
    this.callOff()
  }

  private enter(log: SessionId, seq: number): void {
    if (this.log !== undefined) this.previous = this.log
    this.log = log
    this.seq = seq
  }

  private hold(publication: Sendable): void {
    if (this.isStopped) return
    if (this.held?.push(publication) === MAX_HELD) this.giveUp('too much waits for the log')
  }

  private giveUp(reason: string): void {
    this.stop()
    this.listener.drop(reason)
  }

  /** @returns false when something before it has not been sent yet */
  private send(publication: Sendable): boolean {
    if (publication.kind === 'frame') {
      this.listener.say(publication)
      return true
    }
    const { log, after, upTo } = publication
    if (upTo === 0) this.begin(publication)
    if (log === this.log ? upTo <= this.seq : log === this.previous) return true
    if (after !== (log === this.log ? this.seq : 0)) return false
    this.advance(publication)
    return true
  }

  /** Where a session begins may be known already; that it does is told all the same. */
  private begin({ log, frames }: LogStep): void {
    if (log === this.previous) return
    if (log !== this.log) this.enter(log, 0)
    this.seq = Math.max(this.seq, 0)
    for (const frame of frames) this.listener.say(frame)
  }

  private advance({ log, upTo, ends, frames }: LogStep): void {
    if (log !== this.log) this.enter(log, upTo)
    this.seq = upTo
    for (const frame of frames) this.listener.say(frame)
    if (!ends) return
    this.previous = log
    this.log = undefined
  }

  private readFor(held: Sendable[]): void {
    if (this.isStopped) return
    this.held = held
    this.read(0).catch((error: unknown) => {
      this.deps.onError(error)
      if (!this.isStopped) this.giveUp('the log could not be read')
    })
  }

  /** Reads for what waits first, or for whatever there is, and goes on from there. */
  private async read(failures: number): Promise<void> {
    const gap = this.held?.[0]
    this.isStale = false
    try {
      const log = gap?.kind === 'log' ? gap.log : (this.log ?? (await this.unheardOf()))
      if (log === undefined || this.isStopped) return this.release()
      const unheard = gap?.kind === 'log' ? 0 : BEFORE_BEGINNING
      const after = log === this.log ? this.seq : unheard
      const steps = await this.deps.source.missed(this.listener.user, log, after)
      if (this.isStopped) return
      this.fill(log, steps)
      if (gap?.kind === 'log') this.passOver(gap)
      this.release()
    } catch (error) {
      const retryAfter = RETRY_AFTER_MS[failures]
      if (retryAfter === undefined) throw error
      this.deps.onError(error)
      await new Promise<void>((resolve) => (this.callOff = this.deps.clock.after(retryAfter, resolve)))
      if (!this.isStopped) await this.read(failures + 1)
    }
  }

  /** A session that began while nothing could be heard. */
  private async unheardOf(): Promise<SessionId | undefined> {
    const position = await this.deps.source.position(this.listener.user)
    return position?.log === this.previous ? undefined : position?.log
  }

  private fill(log: SessionId, steps: readonly LogStep[]): void {
    if (log !== this.log) {
      this.enter(log, 0)
      // It began and ended before this connection could hear of it, which is for those who were there.
      if (steps.at(-1)?.ends) return
    }
    for (const step of steps) {
      if (step.upTo === 0) this.begin(step)
      else if (step.upTo > this.seq) this.advance(step)
    }
  }

  /** What was read for has come, or is not kept any more. */
  private passOver({ log, after, upTo }: LogStep): void {
    if (log !== this.log) return
    if (after > this.seq) this.seq = after
    else if (after < this.seq) this.seq = Math.max(this.seq, upTo)
  }

  private release(): void {
    if (this.isStopped) return
    const held = this.held ?? []
    if (this.isStale) return this.readFor(held)
    this.held = undefined
    for (const [place, publication] of held.entries()) {
      if (!this.send(publication)) return this.readFor(held.slice(place))
    }
  }
}
