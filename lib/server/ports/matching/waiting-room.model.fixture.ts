import { expect } from 'vitest'
import {
  areBothHeldBack,
  areExPartners,
  AVOID_REMEMBERED_MS,
  mayMeet,
  type Pairing,
  shareInterest,
  type Waiting,
} from '@/lib/domain/matching'
import { isStranded } from '@/lib/domain/network-check'
import type { WaitingRoom } from './waiting-room'

interface Entry {
  person: Waiting
  readonly order: number
  pairing: string | null
}

/** More than any history has: one search covers everyone. */
const EVERYBODY = 1_000

/**
 * What a waiting room must do, in the plainest words: a list of people, searched from the start. Each step is done by the
 * room and by the model, and compared.
 */
export class WaitingRoomModel {
  now = 1_000_000
  private readonly entries = new Map<string, Entry>()
  /** The last change between two people, either way. */
  private changes: { pair: readonly string[]; avoid: boolean; until: number }[] = []
  private readonly pairings = new Map<string, Pairing>()
  private arrivals = 0
  private ids = 0

  constructor(private readonly room: WaitingRoom) {}

  async join(newcomer: Waiting): Promise<void> {
    await this.retry()
    const before = this.entries.get(newcomer.user)
    const again = before?.person.chatType === newcomer.chatType
    const joined = await this.room.join(newcomer, this.nextId(), this.now)
    expect(joined.again).toBe(again)
    if (again) {
      expect(joined.pairing).toBeNull()
      expect(joined.waiting).toMatchObject({ since: before.person.since, minTier: before.person.minTier })
      if (before.pairing === null) expect(joined.position).toBe(this.ahead(before) + 1)
      return
    }
    if (before) this.remove(newcomer.user)
    const reconciled = this.lately(newcomer.user, false)
    const known = [...newcomer.avoid].filter((user) => !reconciled.includes(user))
    const person = { ...newcomer, avoid: new Set([...known, ...this.lately(newcomer.user, true)]) }
    const entry: Entry = { person, order: (this.arrivals += 1), pairing: null }
    const expected = this.bestFor(entry)
    this.entries.set(newcomer.user, entry)
    const partner = joined.pairing?.pair.find(({ user }) => user !== newcomer.user)?.user
    expect(partner).toBe(expected?.person.user)
    if (joined.pairing) this.pair(joined.pairing)
    else expect(joined.position).toBe(this.ahead(entry) + 1)
  }

  async leave(user: string): Promise<void> {
    const left = await this.room.leave(user, this.now)
    expect(left?.user).toBe(this.entries.get(user)?.person.user)
    this.remove(user)
  }

  async avoid(user: string, other: string): Promise<void> {
    await this.room.avoid(user, other, this.now)
    this.remember(user, other, true)
    for (const [one, another] of [
      [user, other],
      [other, user],
    ] as const) {
      const entry = this.entries.get(one)
      if (entry) entry.person = { ...entry.person, avoid: new Set([...entry.person.avoid, another]) }
    }
    const id = this.entries.get(user)?.pairing
    if (id && id === this.entries.get(other)?.pairing) this.breakUp(id)
  }

  async reconcile(user: string, other: string): Promise<void> {
    await this.room.reconcile(user, other, this.now)
    this.remember(user, other, false)
    for (const [one, another] of [
      [user, other],
      [other, user],
    ] as const) {
      const entry = this.entries.get(one)
      const avoid = [...(entry?.person.avoid ?? [])].filter((avoided) => avoided !== another)
      if (entry) entry.person = { ...entry.person, avoid: new Set(avoid) }
    }
  }

  async retry(): Promise<void> {
    for (const pairing of await this.room.retry(this.now, EVERYBODY, () => this.nextId())) this.pair(pairing)
  }

  /** Claims what is due; settles it, or releases it with only the first of each pair staying. */
  async finish(how: 'settle' | 'release'): Promise<void> {
    const due = await this.room.takeDue(this.now, EVERYBODY)
    const wanted = [...this.pairings.values()].filter(({ dueAt }) => dueAt <= this.now)
    expect(due.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
    expect(due.map(({ dueAt }) => dueAt)).toEqual(due.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b))
    for (const { id, pair } of due) {
      if (how === 'settle') expect(await this.room.settle(id)).toBe('settled')
      else await this.room.release(id, [pair[0].user], this.now)
      this.breakUp(id)
      this.entries.delete(pair[1].user)
      if (how === 'settle') this.entries.delete(pair[0].user)
    }
  }

  /** Lets time pass until everyone has been searched for: a person still alone may meet no one. */
  async settleDown(): Promise<void> {
    for (let step = 0; step < 80; step += 1) {
      this.now += 100
      await this.retry()
    }
    const alone = [...this.entries.values()].filter(({ pairing }) => pairing === null)
    for (const one of alone) expect(this.bestFor(one)?.person.user).toBeUndefined()
  }

  checkSizes(): void {
    expect(this.room.size()).toBe(this.entries.size)
    const heldBack = [...this.entries.values()].filter(({ person }) => person.heldUntil !== null)
    expect(this.room.heldBack()).toBe(heldBack.length)
    for (const chatType of ['text', 'audio', 'video'] as const) {
      const count = [...this.entries.values()].filter(({ person }) => person.chatType === chatType).length
      expect(this.room.size(chatType)).toBe(count)
    }
  }

  /** Those held back like oneself first, then shared interests, people just left last, then the order of arrival. */
  private bestFor(entry: Entry): Entry | undefined {
    const rank = ({ person }: Entry) =>
      (areExPartners(entry.person, person) ? 4 : 0) +
      (areBothHeldBack(entry.person, person) ? 0 : shareInterest(entry.person, person) ? 1 : 2)
    return [...this.entries.values()]
      .filter(
        (other) => other !== entry && other.pairing === null && mayMeet(entry.person, other.person, this.now),
      )
      .toSorted((a, b) => rank(a) - rank(b) || a.order - b.order)[0]
  }

  private remember(user: string, other: string, avoid: boolean): void {
    const others = this.changes.filter(({ pair }) => !(pair.includes(user) && pair.includes(other)))
    this.changes = [...others, { pair: [user, other], avoid, until: this.now + AVOID_REMEMBERED_MS }]
  }

  /** Whom a person has come to avoid, or avoids no more, as far as it is remembered. */
  private lately(user: string, avoid: boolean): string[] {
    const remembered = this.changes.filter(
      (change) => change.avoid === avoid && change.pair.includes(user) && change.until > this.now,
    )
    return remembered.flatMap(({ pair }) => pair).filter((other) => other !== user)
  }

  private ahead(entry: Entry): number {
    const { tenantId, chatType } = entry.person
    return [...this.entries.values()].filter(
      ({ person, order, pairing }) =>
        person.tenantId === tenantId &&
        person.chatType === chatType &&
        !isStranded(person) &&
        pairing === null &&
        order < entry.order,
    ).length
  }

  private pair(pairing: Pairing): void {
    const { id, pair, pairedAt } = pairing
    const [a, b] = pair.map(({ user }) => this.entries.get(user))
    expect(a && b && a.pairing === null && b.pairing === null && mayMeet(a.person, b.person, this.now)).toBe(
      true,
    )
    expect([pairedAt, this.pairings.has(id)]).toEqual([this.now, false])
    this.pairings.set(id, pairing)
    for (const entry of [a, b]) if (entry) entry.pairing = id
  }

  private remove(user: string): void {
    const pairing = this.entries.get(user)?.pairing
    if (pairing) this.breakUp(pairing)
    this.entries.delete(user)
  }

  private breakUp(id: string): void {
    this.pairings.delete(id)
    for (const entry of this.entries.values()) if (entry.pairing === id) entry.pairing = null
  }

  private nextId(): string {
    return `pairing-${(this.ids += 1)}`
  }
}
