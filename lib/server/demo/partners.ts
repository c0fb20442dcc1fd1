import { randomBytes } from 'node:crypto'
import type { Actor } from '@/lib/domain/accounts'
import { DEFAULT_TENANT, type UserId } from '@/lib/domain/ids'
import { toUser } from '@/lib/domain/topics'
import type { Fields, SessionNews } from '@/lib/protocol-client/dialect'
import { TEXT as CLIENT } from '@/lib/protocol-client/dialects/text'
import { TEXT } from '../gateways/omegoo/dialects/text'
import type { Services } from '../core'
import type { FanOut } from '../ports/connections/fan-out'
import type { Bus, Clock } from '../ports/system'
import type { ConnectionsService } from '../services/connections/connections'
import { greeting, replyTo } from './lines'
import { answerInConversations } from './partner-conversations'

interface Server {
  readonly services: Services
  readonly connections: ConnectionsService
  readonly fanOut: FanOut
  readonly bus: Bus
}

/** Who waits this long finds a practice partner, ms: two people, or one with two windows, meet each other before. */
export const ALONE_MS = 15_000
/** A practice partner that nobody has met by then waits no longer, ms. */
const UNMET_MS = 3_000

/** A partner thinks and types this long, ms. */
const TYPING_MS = 1_200
const WISH = { chatType: 'text', minTier: 0, interests: [], dialect: TEXT } as const

/**
 * Practice partners: programs, labelled as such, for trying everything alone. They use the same services as people,
 * block each other so that they never meet among themselves, and are there only when asked for.
 */
export async function startPartners(count: number, server: Server, clock: Clock): Promise<{ stop(): void }> {
  const actors: Actor[] = []
  for (let number = 1; number <= count; number += 1) actors.push(await newPartner(server, number))
  for (const [index, actor] of actors.entries()) {
    for (const other of actors.slice(index + 1)) await server.services.moderation.block(actor, other.userId)
  }
  const partners = await Promise.all(actors.map((actor, index) => run(actor, index, server, clock)))
  const stopInviting = inviteForTheLonely(
    partners,
    new Set(actors.map(({ userId }) => userId)),
    server,
    clock,
  )
  const stopAnswering = count > 0 ? answerInConversations(server, clock) : () => {}
  return {
    stop: () => {
      stopInviting()
      stopAnswering()
      for (const partner of partners) partner.stop()
    },
  }
}

/**
 * Partners come when somebody waits alone, and not before: a partner in the queue would be met instead of people, be counted as
 * one who waits, and make every figure of waits its own.
 */
function inviteForTheLonely(
  partners: readonly Partner[],
  own: ReadonlySet<UserId>,
  { bus }: Server,
  clock: Clock,
): () => void {
  const waiting = new Set<UserId>()
  let turn = 0
  let isOver = partners.length === 0
  const inviteFor = (user: UserId) =>
    clock.after(ALONE_MS, async () => {
      if (isOver || !waiting.has(user)) return
      // Not the same one again and again: who has just left a partner is kept from it for a while.
      for (let tried = 0; tried < partners.length; tried += 1) {
        turn += 1
        if (await partners[turn % partners.length]?.join()) break
      }
      inviteFor(user)
    })

  bus.observe('practice partners', {
    'queue.joined': ({ user, chatType }) => {
      if (chatType !== 'text') waiting.delete(user)
      else if (!isOver && !own.has(user) && !waiting.has(user)) {
        waiting.add(user)
        inviteFor(user)
      }
    },
    'queue.left': ({ user }) => void waiting.delete(user),
    'session.started': ({ session }) => {
      for (const { user } of session.participants) waiting.delete(user)
    },
  })
  return () => void (isOver = true)
}

async function newPartner({ services }: Server, number: number): Promise<Actor> {
  const { loginId } = await services.identity.register(
    DEFAULT_TENANT,
    {
      age: 99,
      deviceFingerprint: randomBytes(32).toString('hex'),
      termsAccepted: true,
      privacyAccepted: true,
      displayName: `Practice partner ${number}`,
      platform: 'demo',
      isProgram: true,
    },
    { device: 'Practice partner', address: 'practice partner' },
  )
  return services.logins.byLogin(loginId)
}

interface Partner {
  /** Looks for somebody, for a moment. @returns whether it was free to */
  join(): Promise<boolean>
  stop(): void
}

async function run(
  actor: Actor,
  index: number,
  { services, connections, fanOut }: Server,
  clock: Clock,
): Promise<Partner> {
  let received = 0
  let isLooking = false

  const later = (ms: number, action: () => Promise<void>) => clock.after(ms, action)
  const isInSession = async () => (await services.sessions.current(actor.userId)) !== undefined
  const join = async () => {
    if (isLooking || (await isInSession())) return false
    isLooking = true
    later(UNMET_MS, async () => {
      isLooking = false
      await services.matching.leave(actor)
    })
    await services.matching.join(actor, WISH)
    return true
  }

  async function send(text: string): Promise<void> {
    if (!(await isInSession())) return
    await services.typing.start(actor)
    later(TYPING_MS, async () => {
      if (!(await isInSession())) return
      await services.sessions.send(actor, { content: text, type: 'text', clientMessageId: null })
    })
  }

  function react(news: SessionNews | undefined): void {
    if (news?.kind === 'found') {
      received = 0
      later(TYPING_MS / 2, () => send(greeting(index)))
    } else if (news?.kind === 'message' && news.message.author !== actor.userId) {
      received += 1
      later(TYPING_MS / 2, () => send(replyTo(news.message.content, received)))
    }
  }

  const unsubscribe = fanOut.subscribe(toUser(actor.userId), (publication) => {
    const frames = publication.kind === 'frames' ? publication.frames : []
    for (const { event, data } of frames) react(CLIENT.reads[event]?.(data as Fields))
  })
  // Not for presence: programs are none of the people who are here.
  await connections.declare(actor, `practice-partner-${index}`, ['sessions'])
  return { join, stop: unsubscribe }
}
