import { expect } from 'vitest'
import type { Actor } from '@/lib/domain/accounts'
import { isDomainError } from '@/lib/domain/errors'
import { toUser } from '@/lib/domain/topics'
import { type Entry, RECONNECT_WINDOW_MS } from '@/lib/domain/sessions'
import { GENERIC } from '@/lib/server/gateways/omegoo/dialects/generic'
import { TEXT } from '@/lib/server/gateways/omegoo/dialects/text'
import type { BusEvent } from '@/lib/server/ports/system'
import { HERE, type OpenedCore } from './core.fixture'

/** A half-open connection is noticed within this. */
const NOTICED_MS = 45_000

/**
 * A client as the document describes it: one that returns with `attempt_text_reconnect` and its position, or one of the
 * generic dialect, which gets what it missed by being connected. Messages written while away are sent afterwards.
 */
export class TextClient {
  /** What is on the screen, by position in the log; the generic one has no echo of its own messages. */
  readonly screen = new Map<number, string>()
  /** Acknowledged to this client. */
  readonly acknowledged = new Set<string>()
  private readonly unsent: { content: string; clientMessageId: string }[] = []
  private written = 0
  private connections = 1
  private connected = true
  private lost: { at: number } | undefined
  private awaitingAnswer = false
  private disconnectedAt = 0

  constructor(
    private readonly core: OpenedCore,
    readonly actor: Actor,
    private readonly dialect: string,
  ) {
    core.ports.bus.observeAll(actor.userId, (event) => this.receive(event))
  }

  async sendNext(): Promise<void> {
    const content = `${this.actor.userId} says ${(this.written += 1)}`
    this.unsent.push({ content, clientMessageId: `c${this.written}` })
    await this.flush()
  }

  /** Sends the last message again, as if its acknowledgement had been lost. */
  async sendAgain(): Promise<void> {
    if (!this.canSend() || this.written === 0) return
    await this.send({
      content: `${this.actor.userId} says ${this.written}`,
      clientMessageId: `c${this.written}`,
    })
  }

  /** From now on nothing arrives, unnoticed. */
  goSilent(): void {
    if (this.connected && !this.lost && this.dialect === TEXT) this.lost = { at: this.core.clock.now() }
  }

  async disconnect(): Promise<void> {
    if (!this.connected) return
    this.connected = false
    this.lost = undefined
    this.disconnectedAt = this.core.clock.now()
    await this.core.connections.closed(this.actor, `${this.actor.userId} ${this.connections}`)
  }

  async reconnect(): Promise<void> {
    if (this.connected) return
    this.connected = true
    this.awaitingAnswer = this.dialect === TEXT
    const awayMs = this.core.clock.now() - this.disconnectedAt
    await this.core.connections.declare(this.actor, `${this.actor.userId} ${(this.connections += 1)}`, HERE)
    if (this.dialect === TEXT) await this.attempt(awayMs)
    await this.flush()
  }

  /** Before time passes: a silent connection is noticed in time. */
  async noticeSilence(ms: number): Promise<void> {
    if (this.lost && this.core.clock.now() + ms - this.lost.at > NOTICED_MS) await this.disconnect()
  }

  private async attempt(awayMs: number): Promise<void> {
    const resumed = await this.core.services.sessions.resume(this.actor, {
      lastSeq: this.withoutGaps(),
      dialect: TEXT,
      chatType: 'text',
    })
    this.awaitingAnswer = false
    if (awayMs >= RECONNECT_WINDOW_MS) expect(resumed).toBeUndefined()
    for (const entry of resumed?.entries ?? []) this.screen.set(entry.seq, entry.content)
  }

  /** Up to here everything has come; a frame that arrives before the answer may be further. */
  private withoutGaps(): number {
    let last = 0
    while (this.screen.has(last + 1)) last += 1
    return last
  }

  private canSend(): boolean {
    return this.connected && !this.lost && !this.awaitingAnswer
  }

  private async flush(): Promise<void> {
    if (!this.canSend()) return
    for (const message of this.unsent.splice(0)) await this.send(message)
  }

  private async send(message: { content: string; clientMessageId: string }): Promise<void> {
    try {
      await this.core.services.sessions.send(this.actor, { ...message, type: 'text' })
      this.acknowledged.add(message.content)
    } catch (error) {
      if (!isDomainError(error) || error.reason !== 'SESSION_NOT_FOUND') throw error
    }
  }

  private receive(event: BusEvent): void {
    if (!('audience' in event) || !this.connected || this.lost) return
    if (!event.audience.includes(toUser(this.actor.userId))) return
    if (event.type === 'session.replayed' && this.dialect === GENERIC)
      for (const entry of event.entries) if (entry.author !== this.actor.userId) this.show(entry)
    if (event.type === 'session.message') {
      if (this.dialect === TEXT || event.entry.author !== this.actor.userId) this.show(event.entry)
    }
  }

  /** Frames come in order and once; only what comes before the answer to coming back may be in that answer too. */
  private show({ seq, content }: Entry): void {
    if (!this.awaitingAnswer) expect(seq).toBeGreaterThan(Math.max(0, ...this.screen.keys()))
    this.screen.set(seq, content)
  }
}
