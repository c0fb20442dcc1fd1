import { type Access, isRaw } from '@/lib/contracts/kit'
import type { Actor, Role } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { toHolders, toLogin, toUser } from '@/lib/domain/events'
import type { ConnectionId, SessionId, UserId } from '@/lib/domain/ids'
import { PERMISSIONS } from '@/lib/domain/permissions'
import type { FanOut, Frame, LogStep, Publication } from '../ports/fan-out'
import type { Clock } from '../ports/system'
import type { ConnectionsService } from '../services/connections'
import type { LogPosition } from '../services/sessions'
import { asksPermission, isOpenTo } from './access'
import type { Dispatch, Peer } from './dispatch'
import { LogPump, type LogSource } from './log-pump'
import { createTurns } from './turns'

/** The socket behind a connection, Socket.IO's or a raw one. */
export interface Wire {
  readonly id: ConnectionId
  readonly channel: string
  readonly address: string
  send(event: string, data: unknown): void
  /**
   * @param reason - for the log and, where the wire has a place for it, for the client
   * @param code - of the WebSocket, where the wire has a place for it
   */
  close(reason: string, code?: number): void
  /** Breaks off as a lost network does, so that the client comes back by itself. */
  drop(reason: string): void
}

interface Deps {
  readonly dispatch: Dispatch
  readonly fanOut: FanOut
  readonly connections: ConnectionsService
  /** Where what was not heard is read. */
  readonly source: LogSource
  /** Says that a talk is over of which nothing is known any more. */
  readonly endOfLost: (session: SessionId) => Frame
  readonly clock: Clock
  /** Contracts that a socket speaks from its handshake on. */
  readonly fromHandshake: readonly string[]
  readonly accessOf: (channel: string) => Access
  readonly onError: (error: unknown) => void
}

const USER = toUser('')

/** Events of one connection that may wait for their turn. */
const MAX_WAITING = 500

export interface Connection {
  /** Takes an event after the ones before it: what a client sends in order has its effect in order. */
  receive(event: string, payload: unknown, ack: ((answer: unknown) => void) | undefined): void
  /**
   * The handshake proved who this is.
   *
   * @param heard - where the client stopped, if its handshake said so
   */
  admit(actor: Actor, heard?: LogPosition): void
  isAdmitted(): boolean
  closed(): void
}

/** Makes connections out of wires: who they belong to, what they hear, and one thing at a time. */
export function createConnectionFactory(deps: Deps) {
  const { dispatch, fanOut, connections, source, endOfLost, clock, fromHandshake, accessOf, onError } = deps

  fanOut.onGap(({ topics, tell }) => {
    for (const topic of topics) if (topic.startsWith(USER)) tell(topic, { kind: 'gap' })
  })

  return function connect(wire: Wire): Connection {
    const unsubscribe: (() => void)[] = []
    const watches = asksPermission(accessOf(wire.channel))
    /** Being here: where one can be talked with. */
    const counts = !watches && !isRaw(wire.channel)
    /** Of connections that hear a session, or have. */
    let pump: LogPump | undefined
    let stopWatching: (() => void)[] = []
    const turns = createTurns(onError)
    let isClosed = false
    let isFlooded = false

    const peer: Peer = {
      id: wire.id,
      channel: wire.channel,
      address: wire.address,
      actor: undefined,
      speaks: new Set(),
      emit: (event, data) => wire.send(event, data),
      close: (reason, code) => wire.close(reason, code),
      async become(actor) {
        if (peer.actor?.userId === actor.userId) return
        if (peer.actor) throw new DomainError('ALREADY_AUTHENTICATED')
        await open(actor)
      },
      heardUpTo: (session, seq) => pumpOfPerson()?.heardUpTo(session, seq),
    }

    function hear(publication: Publication): void {
      switch (publication.kind) {
        case 'disconnect':
          return wire.close(publication.reason)
        case 'role':
          return take(publication.role)
        case 'gap':
          return void lookAgain().catch(onError)
        case 'frame':
          return pump ? pump.take(publication) : say(publication)
        case 'log':
          return hearLog(publication)
      }
    }

    function hearLog(step: LogStep): void {
      const mine = pumpOfPerson()
      if (mine) mine.take(step)
      else step.frames.forEach(say)
    }

    function say({ contracts, channel, event, data }: Frame): void {
      const isSpoken = contracts.some((contract) => peer.speaks.has(contract))
      if (channel === wire.channel && isSpoken) wire.send(event, data)
    }

    /** Not only what was said may have gone by unheard: also that somebody was found. */
    async function lookAgain(): Promise<void> {
      if (pump) return pump.lookAgain()
      if (!peer.actor || !counts) return
      const position = await source.position(peer.actor.userId)
      if (position && !isClosed) pumpOfPerson()?.lookAgain()
    }

    /** Undefined where nobody can be talked with. */
    function pumpOfPerson(): LogPump | undefined {
      if (!peer.actor || !counts) return undefined
      const listener = { user: peer.actor.userId, say, drop: wire.drop }
      return (pump ??= new LogPump({ source, clock, onError }, listener))
    }

    /** Joins the session that the person is in, from where this connection is to hear it. */
    async function catchUp(heard: LogPosition | undefined): Promise<void> {
      const started = pumpOfPerson()
      try {
        await started?.start(fanOut.settled(peer.actor && toUser(peer.actor.userId)), heard)
      } catch (error) {
        wire.drop('the session could not be looked up')
        throw error
      }
      if (heard?.log && peer.actor && !started?.isIn(heard.log)) await tellEnd(peer.actor.userId, heard)
      if (started?.isIdle()) pump = undefined
    }

    /** The talk that the client believes to be in is over: it hears how, or at least that. */
    async function tellEnd(user: UserId, { log, seq }: LogPosition): Promise<void> {
      const steps = await source.missed(user, log, seq)
      if (steps.at(-1)?.ends) steps.forEach(({ frames }) => frames.forEach(say))
      else say(endOfLost(log))
    }

    /** A role changed while connected holds from now on. */
    function take(role: Role): void {
      if (!peer.actor) return
      peer.actor = { ...peer.actor, role }
      watch(peer.actor)
      if (watches && stopWatching.length === 0) wire.close('the role that let it in is gone')
    }

    function watch({ tenantId, role }: Actor): void {
      for (const stop of stopWatching) stop()
      const heard = watches && isOpenTo(accessOf(wire.channel), role) ? PERMISSIONS[role] : []
      stopWatching = heard.map((permission) => fanOut.subscribe(toHolders(tenantId, permission), hear))
    }

    function stopHearing(): void {
      for (const stop of [...unsubscribe, ...stopWatching]) stop()
    }

    async function open(actor: Actor, heard?: LogPosition): Promise<void> {
      if (isClosed) return
      peer.actor = actor
      unsubscribe.push(
        fanOut.subscribe(toUser(actor.userId), hear),
        fanOut.subscribe(toLogin(actor.loginId), hear),
      )
      watch(actor)
      if (counts) {
        await catchUp(heard)
        await connections.opened(actor, wire.id)
      }
      await dispatch.greet(peer)
    }

    return {
      receive(event, payload, ack) {
        if (isClosed) return
        if (turns.waiting() >= MAX_WAITING) {
          isFlooded = true
          return wire.close('too many events at once')
        }
        // What was sent before an ordinary end still counts; a flood's backlog does not.
        turns.take(async () => {
          if (isFlooded) return
          pump?.listen()
          await dispatch.take(peer, event, payload, ack)
          pump?.goOn()
        })
      },
      admit(actor, heard) {
        for (const contract of fromHandshake) peer.speaks.add(contract)
        turns.take(() => open(actor, heard))
      },
      isAdmitted: () => peer.actor !== undefined,
      closed() {
        isClosed = true
        pump?.stop()
        stopHearing()
        turns.take(async () => {
          stopHearing()
          if (peer.actor && counts) await connections.closed(peer.actor, wire.id)
        })
      },
    }
  }
}
