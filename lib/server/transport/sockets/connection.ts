import { type Access, isRaw } from '@/lib/contracts/kit'
import type { Actor, Role } from '@/lib/domain/accounts'
import { DomainError, ERRORS } from '@/lib/domain/errors'
import { toHolders, toLogin, toUser } from '@/lib/domain/topics'
import type { ConnectionId, SessionId, UserId } from '@/lib/domain/ids'
import { PERMISSIONS } from '@/lib/domain/permissions'
import type { FanOut, Frame, LogStep, Publication } from '@/lib/server/ports/connections/fan-out'
import type { Clock } from '@/lib/server/ports/system'
import type { AccountSocketsService } from '@/lib/server/services/connections/account-sockets'
import type { ConnectionsService } from '@/lib/server/services/connections/connections'
import type { LogPosition } from '@/lib/server/services/sessions/sessions'
import { asksPermission, isOpenTo } from '../access'
import type { Dispatch, ClientConnection } from '../dispatch/dispatch'
import { LogPump, type LogSource } from '../delivery/log-cursor'
import { sizeOf } from '../dispatch/payload-size'
import { formatRefusal, UNKNOWN_FAMILY, UNKNOWN_FRAME_FAMILY } from '../refusal'
import type { SocketCounters } from './socket-counters'
import { createTurns } from '../dispatch/serial-queue'

/** The socket behind a connection, Socket.IO's or a raw one. */
export interface SocketAdapter {
  readonly id: ConnectionId
  readonly namespace: string
  readonly address: string
  send(event: string, data: unknown): void
  /**
   * @param reason - for the log and, where the socket has a place for it, for the client
   * @param code - of the WebSocket, where the socket has a place for it
   */
  close(reason: string, code?: number): void
  /** The same for this connection alone, where it shares its socket with others. */
  leave(reason: string, code: number): void
  /** Breaks off as a lost network does, so that the client comes back by itself. */
  drop(reason: string): void
  /** It is known now whose it is. */
  identified(): void
}

interface Deps {
  readonly dispatch: Dispatch
  readonly fanOut: FanOut
  readonly connections: ConnectionsService
  readonly accountSockets: AccountSocketsService
  /** Where what was not heard is read. */
  readonly source: LogSource
  /** Says that a talk is over of which nothing is known any more. */
  readonly endOfLost: (session: SessionId) => Frame
  readonly clock: Clock
  /** Contracts that a socket speaks from its handshake on. */
  readonly fromHandshake: readonly string[]
  readonly accessOf: (namespace: string) => Access
  readonly counters: SocketCounters
  readonly onError: (error: unknown) => void
}

const USER = toUser('')

const CAPABILITIES = ['sessions', 'presence'] as const

/** Events of one connection that may wait for their turn, and what is in all of them: some dozens of pictures. */
export const MAX_WAITING = 500
export const MAX_WAITING_SIZE = 4_000_000
/** Of a WebSocket that is one too many for its account: HTTP's status in the range for applications. */
const TOO_MANY = 4_000 + ERRORS.TOO_MANY_CONNECTIONS.status

type Ack = ((answer: unknown) => void) | undefined

export interface Connection {
  /** Takes an event after the ones before it: what a client sends in order has its effect in order. */
  receive(event: string, payload: unknown, ack: Ack): void
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
  const { dispatch, fanOut, connections, accountSockets, source, clock, accessOf, counters, onError } = deps

  fanOut.onGap(({ topics, tell }) => {
    for (const topic of topics) if (topic.startsWith(USER)) tell(topic, { kind: 'gap' })
  })

  return function connect(socket: SocketAdapter): Connection {
    const unsubscribe: (() => void)[] = []
    const watches = asksPermission(accessOf(socket.namespace))
    /** Being here: where one can be talked with. */
    const counts = !watches && !isRaw(socket.namespace)
    /** Of connections that hear a session, or have. */
    let pump: LogPump | undefined
    let stopWatching: (() => void)[] = []
    const turns = createTurns(onError)
    let isClosed = false
    let isFlooded = false
    /** Of what waits for its turn, or has it. */
    let waitingSize = 0
    /** Whose sockets this one counts among. */
    let countedFor: Actor | undefined
    let hasSpoken = false
    let isRefused = false

    const client: ClientConnection = {
      id: socket.id,
      namespace: socket.namespace,
      address: socket.address,
      actor: undefined,
      speaks: new Set(),
      emit: (event, data) => socket.send(event, data),
      close: (reason, code) => socket.close(reason, code),
      async become(actor) {
        if (client.actor?.userId === actor.userId) return
        if (client.actor) throw new DomainError('ALREADY_AUTHENTICATED')
        if (!(await open(actor))) throw new DomainError('TOO_MANY_CONNECTIONS')
      },
      heardUpTo: (session, seq) => pumpOfPerson()?.heardUpTo(session, seq),
    }

    function hear(publication: Publication): void {
      const { kind } = publication
      if (kind === 'disconnect') socket.close(publication.reason)
      else if (kind !== 'crowded') hearContent(publication)
      else if (publication.connections.includes(socket.id)) turnAway('closed')
    }

    function hearContent(publication: Exclude<Publication, { kind: 'disconnect' | 'crowded' }>): void {
      // Of what comes before it has a place among its account's, it looks for what it needs then.
      if (!client.actor) return
      switch (publication.kind) {
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

    function say({ contracts, namespace, event, data }: Frame): void {
      const isSpoken = contracts.some((contract) => client.speaks.has(contract))
      if (namespace === socket.namespace && isSpoken) socket.send(event, data)
    }

    /** Not only what was said may have gone by unheard: also that somebody was found. */
    async function lookAgain(): Promise<void> {
      if (pump) return pump.lookAgain()
      if (!client.actor || !counts) return
      const position = await source.position(client.actor.userId)
      if (position && !isClosed) pumpOfPerson()?.lookAgain()
    }

    /** Undefined where nobody can be talked with. */
    function pumpOfPerson(): LogPump | undefined {
      if (!client.actor || !counts) return undefined
      const listener = { user: client.actor.userId, say, drop: socket.drop }
      return (pump ??= new LogPump({ source, clock, onError }, listener))
    }

    /** Joins the session that the person is in, from where this connection is to hear it. */
    async function catchUp(heard: LogPosition | undefined): Promise<void> {
      const started = pumpOfPerson()
      try {
        await started?.start(fanOut.settled(client.actor && toUser(client.actor.userId)), heard)
      } catch (error) {
        socket.drop('the session could not be looked up')
        throw error
      }
      if (heard?.log && client.actor && !started?.isIn(heard.log)) await tellEnd(client.actor.userId, heard)
      if (started?.isIdle()) pump = undefined
    }

    /** The talk that the client believes to be in is over: it hears how, or at least that. */
    async function tellEnd(user: UserId, { log, seq }: LogPosition): Promise<void> {
      const steps = await source.missed(user, log, seq)
      if (steps.at(-1)?.ends) steps.forEach(({ frames }) => frames.forEach(say))
      else say(deps.endOfLost(log))
    }

    /** A role changed while connected holds from now on. */
    function take(role: Role): void {
      if (!client.actor) return
      client.actor = { ...client.actor, role }
      watch(client.actor)
      if (watches && stopWatching.length === 0) socket.close('the role that let it in is gone')
    }

    function watch({ tenantId, role }: Actor): void {
      for (const stop of stopWatching) stop()
      const heard = watches && isOpenTo(accessOf(socket.namespace), role) ? PERMISSIONS[role] : []
      stopWatching = heard.map((permission) => fanOut.subscribe(toHolders(tenantId, permission), hear))
    }

    function stopHearing(): void {
      for (const stop of [...unsubscribe, ...stopWatching]) stop()
    }

    /** Counts this connection among its account's. @returns whether there is room */
    async function enter(actor: Actor, heard: LogPosition | undefined): Promise<boolean> {
      countedFor = actor
      hasSpoken = heard !== undefined && heard.log !== ''
      try {
        // Who makes room for another has to hear of it.
        await fanOut.settled(toUser(actor.userId))
        return await accountSockets.enter(actor, socket.id, hasSpoken)
      } catch (error) {
        socket.drop('the account’s connections could not be counted')
        throw error
      }
    }

    /** There are too many: the client is told not to come back by itself. */
    function turnAway(how: 'refused' | 'closed'): void {
      const family = isRaw(socket.namespace) ? UNKNOWN_FRAME_FAMILY : UNKNOWN_FAMILY
      const { event, payload, ack } = formatRefusal(family, new DomainError('TOO_MANY_CONNECTIONS'))
      counters.count(how, 'account')
      socket.send(event, payload)
      socket.leave(ack.error, TOO_MANY)
    }

    /** Takes the connection for an account's. @returns false when the account has no room for it */
    async function open(actor: Actor, heard?: LogPosition): Promise<boolean> {
      if (isClosed) return true
      unsubscribe.push(
        fanOut.subscribe(toUser(actor.userId), hear),
        fanOut.subscribe(toLogin(actor.loginId), hear),
      )
      if (!(await enter(actor, heard))) {
        isRefused = true
        stopHearing()
        return false
      }
      if (isClosed) return true
      client.actor = actor
      socket.identified()
      watch(actor)
      if (counts) {
        await catchUp(heard)
        await connections.declare(actor, socket.id, CAPABILITIES)
      }
      await dispatch.greet(client)
      return true
    }

    /** During a session those that say something are the last to make room. */
    function noteSpoken(): void {
      if (hasSpoken || !client.actor) return
      hasSpoken = true
      accountSockets.spoke(client.actor, socket.id).catch(onError)
    }

    async function takeEvent(event: string, payload: unknown, ack: Ack): Promise<void> {
      noteSpoken()
      pump?.listen()
      await dispatch.take(client, event, payload, ack)
      pump?.goOn()
      if (isRefused && !isClosed) turnAway('refused')
    }

    return {
      receive(event, payload, ack) {
        if (isClosed || isFlooded) return
        const size = event.length + sizeOf(payload)
        if (turns.waiting() >= MAX_WAITING || waitingSize + size > MAX_WAITING_SIZE) {
          isFlooded = true
          counters.count('closed', 'flood')
          return socket.close('too many events at once')
        }
        waitingSize += size
        // What was sent before an ordinary end still counts; a flood's backlog does not.
        turns.take(async () => {
          try {
            if (!isFlooded && !isRefused) await takeEvent(event, payload, ack)
          } finally {
            waitingSize -= size
          }
        })
      },
      admit(actor, heard) {
        for (const contract of deps.fromHandshake) client.speaks.add(contract)
        turns.take(async () => {
          if (!(await open(actor, heard))) turnAway('refused')
        })
      },
      isAdmitted: () => client.actor !== undefined,
      closed() {
        isClosed = true
        pump?.stop()
        stopHearing()
        turns.take(async () => {
          stopHearing()
          if (client.actor && counts) await connections.closed(client.actor, socket.id)
          if (countedFor) await accountSockets.left(countedFor, socket.id)
        })
      },
    }
  }
}
