import { type Access, type Contract, isRaw } from '@/lib/contracts/kit'
import type { Actor } from '@/lib/domain/accounts'
import { isHiding } from '@/lib/domain/conversations/privacy'
import { DomainError, ERRORS } from '@/lib/domain/errors'
import type { BroadcastId, ConversationId, Millis, UserId } from '@/lib/domain/ids'
import { deviceKindOf } from '@/lib/domain/live-connection'
import { AWAY_AFTER_MS, PRESENCE_BOUNDS } from '@/lib/domain/presence/presence'
import {
  toConversation,
  toLogin,
  type Topic,
  toPresence,
  toUser,
  toViewers,
  viewedIn,
} from '@/lib/domain/topics'
import type { FanOut, Frame, Publication } from '@/lib/server/ports/connections/fan-out'
import type { LiveConnections } from '@/lib/server/ports/connections/live-connections'
import type { ResumePoints } from '@/lib/server/ports/connections/log-source'
import type { AccountSocketsService } from '@/lib/server/services/connections/account-sockets'
import type { ConnectionsService } from '@/lib/server/services/connections/connections'
import type { DeliveriesService } from '@/lib/server/services/conversations/deliveries'
import { asksPermission } from '../access'
import { createInboxFactory, type Inbox, type InboxDeps } from '../delivery/inbox'
import type { TopicStart } from '../delivery/shared-logs'
import type { ClientConnection, Dispatch } from '../dispatch/dispatch'
import { formatRefusal, UNKNOWN_FAMILY, UNKNOWN_FRAME_FAMILY } from '../refusal'
import { ContractUse, spokenOn } from './contract-use'
import { watchIdle } from './idle-watch'
import { InboundQueue } from './inbound-queue'
import { createPendingJobs } from './pending-jobs'
import { RecentKeys } from './recent-keys'
import type { SocketAdapter } from './socket-adapter'
import { sharedTopics } from './shared-topics'
import type { SocketCounters } from './socket-counters'

const NO_RESUME: ResumePoints = new Map()

interface Deps extends InboxDeps {
  readonly dispatch: Dispatch
  readonly fanOut: FanOut
  readonly connections: ConnectionsService
  readonly accountSockets: AccountSocketsService
  readonly deliveries: DeliveriesService
  readonly liveConnections: Pick<LiveConnections, 'opened' | 'closed'>
  /** Topics beside their own that a person's connections follow from the start. */
  readonly topicsOf: (actor: Actor) => Promise<readonly TopicStart[]>
  readonly contracts: readonly Pick<
    Contract,
    'name' | 'fromHandshake' | 'capabilities' | 'abilities' | 'namespaces'
  >[]
  readonly accessOf: (namespace: string) => Access
  /** A connection was sent a broadcast. */
  readonly onCounted: (broadcast: BroadcastId) => void
  readonly counters: SocketCounters
}

/** Of a WebSocket that is one too many for its account: HTTP's status in the range for applications. */
const TOO_MANY = 4_000 + ERRORS.TOO_MANY_CONNECTIONS.status

type Ack = ((answer: unknown) => void) | undefined

export interface Connection {
  /** Handles an event after the ones before it: what a client sends in order takes effect in order. */
  receive(event: string, payload: unknown, ack: Ack): void
  /** The handshake proved who this is. */
  admit(actor: Actor, resume?: ResumePoints): void
  isAdmitted(): boolean
  closed(): void
}

/** Makes connections out of sockets: who they belong to, what they are sent, and one thing at a time. */
export function createConnectionFactory(deps: Deps) {
  const { dispatch, fanOut, connections, accountSockets, liveConnections, accessOf, counters } = deps
  const { clock, onError } = deps
  /** Of connections that are sent logs. */
  const inboxes = new Set<Inbox>()
  const openInbox = createInboxFactory(deps)
  const leaving = createPendingJobs()

  fanOut.onGap(({ topics, publishHere }) => {
    for (const topic of topics) if (isContent(topic)) publishHere(topic, { kind: 'gap' })
  })

  /** A frame was written to a connection. */
  function noteSent({ countedAs, delivers }: Frame, actor: Actor | undefined): void {
    if (countedAs !== undefined) deps.onCounted(countedAs)
    if (delivers && actor) deps.deliveries.note(delivers.conversation, actor.userId, delivers.seq)
  }

  function connect(socket: SocketAdapter): Connection {
    const unsubscribe: (() => void)[] = []
    const watches = asksPermission(accessOf(socket.namespace))
    const queue = new InboundQueue(onError)
    const contracts = new ContractUse(spokenOn(deps.contracts, socket.namespace), socket.handshake ?? {})
    let inbox: Inbox | undefined
    let stopWatching: (() => void)[] = []
    let [isClosed, isRefused, hasSpoken] = [false, false, false]
    /** Whose sockets this one counts among. */
    let countedFor: Actor | undefined
    /** Since when it is shown to those who look at connections, and how many contracts it had used by then. */
    let shown: { readonly since: Millis; readonly uses: number } | undefined
    const followed = new Set<UserId>()
    const recent = new RecentKeys(32)
    let idle: ReturnType<typeof watchIdle> | undefined
    /** Of the account, until it counts among the account's sockets. */
    let changedMeanwhile: Partial<Pick<Actor, 'role' | 'tier' | 'hides'>> = {}

    const client: ClientConnection = {
      ...knownOf(socket),
      actor: undefined,
      speaks: contracts.speaks,
      used: contracts.used,
      emit: (event, data) => socket.reply(event, data),
      close: (reason, code) => socket.close(reason, code),
      async become(actor) {
        if (client.actor?.userId === actor.userId) return
        if (client.actor) throw new DomainError('ALREADY_AUTHENTICATED')
        if (!(await open(actor, NO_RESUME))) throw new DomainError('TOO_MANY_CONNECTIONS')
      },
      uses: (contract) => contracts.use(contract),
      markDelivered: (log, seq) => inbox?.markDelivered(log, seq),
      ensureFollowed,
      look(conversation) {
        contracts.view(conversation)
        inbox?.receive({ kind: 'topics', join: [toViewers(conversation)], leave: [] })
      },
      lookAway(conversation) {
        const wasOpen = contracts.close(conversation)
        if (wasOpen) inbox?.receive({ kind: 'topics', join: [], leave: [toViewers(conversation)] })
        return wasOpen
      },
      follow(users) {
        const room = PRESENCE_BOUNDS.followed - followed.size
        const fresh = users.filter((user) => !followed.has(user)).slice(0, Math.max(0, room))
        for (const user of fresh) followed.add(user)
        inbox?.receive({ kind: 'topics', join: fresh.map(toPresence), leave: [] })
      },
      unfollow(users) {
        const gone = users.filter((user) => followed.delete(user))
        inbox?.receive({ kind: 'topics', join: [], leave: gone.map(toPresence) })
      },
      acts: () => idle?.act(),
    }

    /** Follows a conversation of which its person has just become a member, or of which it has not received that they are one. */
    async function ensureFollowed(conversation: ConversationId): Promise<void> {
      const topic = toConversation(conversation)
      if (!inbox || !client.actor || (await inbox.ensureFollowed(topic))) return
      // That they are none any more may have been published before it was followed.
      const starts = await deps.topicsOf(client.actor)
      if (starts.some((start) => start.topic === topic)) return
      receiveTopics({ kind: 'topics', join: [], leave: [topic, toViewers(conversation)] })
    }

    /** Who is no member of a conversation any more does not look at it either. */
    function receiveTopics(topics: Extract<Publication, { kind: 'topics' }>): void {
      inbox?.receive(topics)
      const looked = topics.leave.map(viewedIn).filter((id) => id !== undefined && contracts.close(id))
      if (looked.length > 0) queue.run(declareUse)
    }

    function send(frames: readonly Frame[]): void {
      for (const frame of frames) {
        if (!isFor(frame) || isRepeated(frame)) continue
        socket.send(frame)
        noteSent(frame, client.actor)
      }
    }

    function isRepeated({ event, once }: Frame): boolean {
      return once !== undefined && recent.seen(`${event} ${once}`)
    }

    /** Asked for every connection that a frame may be for, what excludes most of them first. */
    function isFor({ contracts: spoken, namespace, only, except, hiddenFrom, about }: Frame): boolean {
      if (namespace !== socket.namespace || !speaksAny(spoken)) return false
      if (except === socket.id || (only !== undefined && only !== socket.id)) return false
      const { actor } = client
      if (!actor) return true
      return !(about !== undefined && isHiding(actor, about)) && hiddenFrom?.includes(actor.userId) !== true
    }

    function speaksAny(spoken: readonly string[]): boolean {
      for (const contract of spoken) if (contracts.speaks.has(contract)) return true
      return false
    }

    function onPublication(publication: Publication): void {
      switch (publication.kind) {
        case 'disconnect':
          return socket.close(publication.reason)
        case 'crowded':
          return publication.connections.includes(socket.id) ? turnAway('closed') : undefined
        case 'blocks':
          return blocksChanged()
        case 'actor':
          if (client.actor) return changeActor({ ...client.actor, ...publication.changes })
          changedMeanwhile = { ...changedMeanwhile, ...publication.changes }
          return undefined
        case 'gap':
          blocksChanged()
          return receiveContent(publication)
        case 'topics':
          return receiveTopics(publication)
        case 'frames':
          return receiveContent(publication)
      }
    }

    function blocksChanged(): void {
      if (client.actor) connections.blocksChanged(client.actor)
    }

    function receiveContent(publication: Extract<Publication, { kind: 'frames' | 'gap' }>): void {
      // Of what comes before it has a place among its account's, it reads what it needs then.
      if (inbox) inbox.receive(publication)
      else if (client.actor && publication.kind === 'frames') send(publication.frames)
    }

    /** A role or a tier that changes while connected holds from now on. */
    function changeActor(actor: Actor): void {
      client.actor = actor
      watch(actor)
      if (watches && stopWatching.length === 0) socket.close('the role that let it in is gone')
    }

    function watch(actor: Actor): void {
      for (const stop of stopWatching) stop()
      stopWatching = sharedTopics(socket.namespace, accessOf(socket.namespace), actor).map((topic) =>
        fanOut.subscribe(topic, onPublication),
      )
    }

    function stopReceiving(): void {
      for (const stop of [...unsubscribe, ...stopWatching]) stop()
      if (inbox) inboxes.delete(inbox)
      inbox?.stop()
    }

    /** Counts this connection among its account's. @returns whether there is room */
    async function enter(actor: Actor, resume: ResumePoints): Promise<boolean> {
      countedFor = actor
      hasSpoken = [...resume.values()].some(({ log }) => log !== null)
      try {
        // A connection that makes room for another must receive that it does.
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
      socket.reply(event, payload)
      socket.leave(ack.error, TOO_MANY)
    }

    /** Takes the connection for an account's. @returns false when the account has no room for it */
    async function open(actor: Actor, resume: ResumePoints): Promise<boolean> {
      if (isClosed) return true
      unsubscribe.push(
        fanOut.subscribe(toUser(actor.userId), onPublication),
        fanOut.subscribe(toLogin(actor.loginId), onPublication),
      )
      if (!(await enter(actor, resume))) {
        isRefused = true
        stopReceiving()
        return false
      }
      if (isClosed) return true
      client.actor = actor
      socket.identified()
      changeActor({ ...actor, ...changedMeanwhile })
      const logs = watches || isRaw(socket.namespace) ? undefined : await startInbox(actor, resume)
      // Being here for a session waits for no look at conversations.
      await declareUse()
      if (!watches) idle = watchIdle(clock, AWAY_AFTER_MS, changeActive)
      await logs?.topics
      await dispatch.greet(client)
      return true
    }

    /** @returns when the logs are known; `topics` when all of the person's topics are followed too */
    async function startInbox(actor: Actor, resume: ResumePoints): Promise<{ topics: Promise<void> }> {
      const opened = openInbox({ user: actor.userId, send, drop: socket.drop })
      inbox = opened
      inboxes.add(opened)
      // At once: until it is known where a log begins, what is published of it has to wait.
      const started = opened.start(fanOut.settled(toUser(actor.userId)), resume)
      const topics = deps.topicsOf(actor).then((starts) => opened.followFound(starts))
      topics.catch(() => undefined) // it is waited for after the logs, which may fail first
      await started
      return { topics }
    }

    /** To those who look at connections: at first, and when it speaks one contract more. */
    function show({ userId: user, tenantId: tenant }: Actor): void {
      const uses = contracts.used.size
      if (shown?.uses === uses) return
      shown = { since: shown?.since ?? clock.now(), uses }
      liveConnections.opened({
        connection: socket.id,
        user,
        tenant,
        namespace: socket.namespace,
        contracts: [...(uses > 0 ? contracts.used : contracts.speaks)].toSorted(),
        device: deviceKindOf(socket.userAgent),
        since: shown.since,
      })
    }

    /** Nobody has sat before it for a while, or somebody does again. */
    function changeActive(isActive: boolean): void {
      contracts.setActive(isActive)
      queue.run(declareUse)
    }

    /** Says what the connection is here for, where that has changed. */
    async function declareUse(): Promise<void> {
      if (!client.actor || isClosed) return
      show(client.actor)
      if (watches) return
      const changed = contracts.changedCapabilities()
      if (changed) await connections.declare(client.actor, socket.id, changed, socket.transport)
    }

    /** During a session those that say something are the last to make room. */
    function noteSpoken(): void {
      if (hasSpoken || !client.actor) return
      hasSpoken = true
      accountSockets.spoke(client.actor, socket.id).catch(onError)
    }

    async function handle(event: string, payload: unknown, ack: Ack): Promise<void> {
      if (isRefused) return
      noteSpoken()
      inbox?.clientSends()
      await dispatch.handle(client, event, payload, ack)
      inbox?.goOn()
      if (isRefused && !isClosed) return turnAway('refused')
      await declareUse()
    }

    return {
      receive(event, payload, ack) {
        if (isClosed || queue.accept(event, payload, () => handle(event, payload, ack))) return
        counters.count('closed', 'flood')
        socket.close('too many events at once')
      },
      admit(actor, resume = NO_RESUME) {
        contracts.admit()
        queue.run(async () => {
          if (!(await open(actor, resume))) turnAway('refused')
        })
      },
      isAdmitted: () => client.actor !== undefined,
      closed() {
        isClosed = true
        liveConnections.closed(socket.id)
        idle?.stop()
        stopReceiving()
        const leave = async () => {
          stopReceiving()
          if (client.actor && !watches) await connections.closed(client.actor, socket.id)
          if (countedFor) await accountSockets.left(countedFor, socket.id)
        }
        void leaving.run(() => new Promise((resolve) => queue.run(() => leave().finally(resolve))))
      },
    }
  }

  return {
    connect,
    /** Once everybody whose connection has closed is gone from everywhere. */
    allGone: leaving.settled,
    /** The state store has lost every log: clients that cannot ask whether theirs goes on are sent its end. */
    async sendLostEnds(): Promise<void> {
      await Promise.all([...inboxes].map((inbox) => inbox.sendLostEnds()))
    },
  }
}

/** Whether what is published to a topic is sent to clients, so that a gap in it must be filled. */
function isContent(topic: Topic): boolean {
  return topic.startsWith('user:') || topic.startsWith('conversation:')
}

/** What is known of a socket before anybody has shown who they are. */
function knownOf({ id, namespace, address, handshake = {} }: SocketAdapter) {
  return { id, namespace, address, handshake }
}
