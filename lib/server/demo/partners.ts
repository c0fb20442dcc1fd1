import { randomBytes } from 'node:crypto'
import type { Actor } from '@/lib/domain/accounts'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { toUser } from '@/lib/domain/topics'
import type { Fields, SessionNews } from '@/lib/protocol-client/dialect'
import { TEXT as CLIENT } from '@/lib/protocol-client/dialects/text'
import { TEXT } from '../gateways/omegoo/dialects/text'
import type { Services } from '../core'
import type { FanOut } from '../ports/connections/fan-out'
import type { Clock } from '../ports/system'
import type { ConnectionsService } from '../services/connections/connections'
import { greeting, replyTo } from './lines'

interface Server {
  readonly services: Services
  readonly connections: ConnectionsService
  readonly fanOut: FanOut
}

/** A partner thinks and types this long, ms. */
const TYPING_MS = 1_200
/** After a session a partner rests, so that people find each other first. */
const REST_MS = 2_000
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
  const stops = await Promise.all(actors.map((actor, index) => run(actor, index, server, clock)))
  return { stop: () => stops.forEach((stop) => stop()) }
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

async function run(actor: Actor, index: number, { services, connections, fanOut }: Server, clock: Clock) {
  let received = 0

  const later = (ms: number, action: () => Promise<void>) => clock.after(ms, action)
  const isInSession = async () => (await services.sessions.current(actor.userId)) !== undefined
  const join = async () => {
    if (!(await isInSession())) await services.matching.join(actor, WISH)
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
    } else if (news?.kind === 'ended') later(REST_MS, join)
  }

  const unsubscribe = fanOut.subscribe(toUser(actor.userId), (publication) => {
    const frames = publication.kind === 'frames' ? publication.frames : []
    for (const { event, data } of frames) react(CLIENT.reads[event]?.(data as Fields))
  })
  await connections.declare(actor, `practice-partner-${index}`, ['sessions', 'presence'])
  await join()
  return unsubscribe
}
