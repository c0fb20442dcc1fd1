import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { expect } from 'vitest'
import { place } from '@/lib/domain/calls/call'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { visitKey } from '@/lib/domain/visits/visit'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { newConversation, newMessage } from '@/lib/server/ports/conversations/new-conversation.fixture'
import { call } from '@/lib/testing/voice'
import { createWorld, type Person } from '@/lib/testing/world'
import type { ActorKind, Operation, Stage, Verdict } from './authorization.verdicts'

/** Short, so that little has to happen until a token is past its time. */
const TOKEN_LIFE_S = 20
/** A token that is younger does not run out within a test. */
const FRESH_MS = (TOKEN_LIFE_S / 2) * 1_000

type Needs = Partial<Omit<Operation, 'verdicts'>>
/** A stage with its actor, where they have a socket. */
type Peopled = Stage & { readonly who: Person | undefined }

/** Of no session, no user and no report. */
const NO_CHANNEL = {
  channelId: 'no-such-channel',
  messageId: 'no-such-message',
  visitId: 'no-such-visit',
  fileId: 'no-such-file',
  callId: 'no-such-call',
}
const NOWHERE = {
  ...NO_CHANNEL,
  sessionId: 'no-such-session',
  targetId: 'no-such-user',
  targetPublicId: 'no-such-partner',
  reportId: 'no-such-report',
  pictureId: 'no-such-message',
}
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** The same, about nothing that exists. */
export const absent = (stage: Stage): Stage => ({ ...stage, ...NOWHERE })

/** Actors who must not distinguish what belongs to others from what does not exist. */
export const isForeign = (kind: ActorKind) => kind === 'outsider' || kind === 'foreigner'

/** Whether an operation names anything but the actor's own. */
function isAboutOthers({
  hasSound,
  hasChannel,
  hasVisit,
  hasFile,
  hasCall,
  send,
  query,
  params,
}: Needs): boolean {
  const named = new Set<string | symbol>()
  const stage = new Proxy({} as Stage, {
    get: (_, name) => {
      named.add(name)
      return ''
    },
  })
  for (const read of [send, query, params]) read?.(stage)
  return (
    Boolean(hasSound || hasChannel || hasVisit || hasFile || hasCall) ||
    Object.keys(NOWHERE).some((name) => named.has(name))
  )
}

/** A server for a test file, and stages on it. */
export function createStages() {
  const world = createWorld({ env: { ACCESS_TOKEN_TTL: String(TOKEN_LIFE_S) } })
  const standing = new Map<
    string,
    { madeAt: number; stay: Awaited<ReturnType<typeof world.stay<Peopled>>> }
  >()

  /** A stage with the actor on it; guests, partners and outsiders have a socket. */
  async function newStage(kind: ActorKind, needs: Needs): Promise<Peopled> {
    const { hasSound, hasChannel, hasVisit, hasFile, hasCall } = needs
    const meet = (one: Person, other: Person) =>
      hasSound ? call(world, one, other, ['voice', 'voice']) : world.meet(one, other)
    const device = newDevice()
    const guest = await registerGuest(world.url(), { deviceFingerprint: device })
    if (kind === 'expired') await world.advance((TOKEN_LIFE_S + 1) * 1_000)
    if (kind === 'revoked') await world.post('/api/auth/logout', undefined, guest.token)
    if (kind === 'banned') await world.ban(guest.userId)
    const isStaff = kind === 'agent' || kind === 'moderator' || kind === 'admin' || kind === 'foreigner'
    if (isStaff) await world.promote(guest.userId, kind === 'foreigner' ? 'admin' : kind)
    if (kind === 'foreigner') await emigrate(guest.userId)
    const isHere = isStaff || kind === 'guest' || kind === 'partner' || kind === 'outsider'
    const known = { ...guest, ownId: guest.userId, device, freshDevice: newDevice() }
    if (!isHere) {
      const shown =
        kind === 'anonymous' ? { ...known, token: 'none', refreshToken: 'none', device: newDevice() } : known
      return { ...shown, ...NOWHERE, who: undefined }
    }
    const who = { ...guest, client: await world.client(guest.token) }
    const isInSession = kind === 'partner' || kind === 'outsider'
    if (!isInSession && !isAboutOthers(needs)) return { ...known, ...NOWHERE, who }
    const target = await world.person()
    const other = kind === 'partner' ? who : await world.person()
    const { sessionId, annId } = await meet(target, other)
    if (kind === 'outsider') await meet(who, await world.person())
    const about = isStaff ? await reported(other, sessionId) : NOWHERE
    const { reportId, pictureId } = about
    const targetId = target.userId
    const stage = { ...known, sessionId, targetId, targetPublicId: annId, reportId, pictureId, who }
    if (hasCall) return { ...stage, ...NO_CHANNEL, callId: await inCall(targetId, other.userId) }
    if (hasVisit) return { ...stage, ...NO_CHANNEL, visitId: await inVisit(kind, who, targetId) }
    if (!hasChannel) return { ...stage, ...NO_CHANNEL }
    const channel = await inChannel(kind, who, targetId)
    return {
      ...stage,
      ...NO_CHANNEL,
      ...channel,
      ...(hasFile && { fileId: await fileIn(channel.channelId, target) }),
    }
  }

  async function emigrate(userId: string): Promise<void> {
    await world
      .server()
      .sql(`INSERT INTO tenants (id, name) VALUES ('other', 'Other') ON CONFLICT DO NOTHING`)
    await world.server().sql(`UPDATE devices SET tenant_id = 'other' WHERE user_id = $1`, [userId])
    await world.server().sql(`UPDATE users SET tenant_id = 'other' WHERE id = $1`, [userId])
  }

  async function reported(by: Person, sessionId: string): Promise<Pick<Stage, 'reportId' | 'pictureId'>> {
    const sent = await by.client.ask('send-message', { sessionId, message: PNG, type: 'image' })
    const complaint = { sessionId, reportType: 'spam', description: '', evidence: { screenshots: [PNG] } }
    const { body } = await world.post('/api/moderation/report', complaint, by.token)
    const { reportId } = body.data as { reportId: string }
    return { reportId, pictureId: String(sent['messageId']) }
  }

  /** A private channel with the target in it; the agent made it, and the partner is a member. */
  async function inChannel(
    kind: ActorKind,
    { userId }: Person,
    target: string,
  ): Promise<Pick<Stage, 'channelId' | 'messageId'>> {
    if (kind === 'partner' || kind === 'outsider')
      await world.server().sql(`UPDATE users SET email = id || '@example.org' WHERE id = $1`, [userId])
    const { conversations, messages } = world.server().database
    const isMember = kind === 'partner' || kind === 'agent'
    const creator = kind === 'agent' ? userId : null
    const channel = newConversation({ isPrivate: true, creator, createdAt: Date.now() })
    await conversations.create(channel, isMember ? [target, userId] : [target], 10)
    const message = newMessage(channel.id, isMember ? userId : target)
    await messages.append(message)
    return { channelId: channel.id, messageId: message.id }
  }

  /** A visit of the agent's, or else of somebody's, to which the target and the partner are invited. */
  async function inVisit(kind: ActorKind, { userId }: Person, target: string): Promise<string> {
    const host = kind === 'agent' ? userId : (await world.person()).userId
    const id = randomUUID()
    const conversation = newConversation({ kind: 'visit', key: visitKey(id), isPrivate: true, name: null })
    const about = { id, tenantId: DEFAULT_TENANT, host, conversation: conversation.id, createdAt: Date.now() }
    const visit = { ...about, scheduledAt: null, hasWaitingRoom: true, endedAt: null }
    const invited = kind === 'partner' ? [target, userId] : [target]
    await world.server().database.visits.create(visit, conversation, invited, { max: 9, ofPerson: 9 })
    return id
  }

  /** The one calls the other. */
  async function inCall(caller: string, called: string): Promise<string> {
    const named = (user: string) => ({ user, displayName: null })
    const about = {
      tenantId: DEFAULT_TENANT,
      callType: 'audio',
      isGroup: false,
      takesAnswer: false,
      visit: null,
    } as const
    const now = world.server().clock.now()
    const people = { placer: named(caller), connection: 'none', called: [named(called)] }
    const ringing = place({ ...about, ...people, id: randomUUID() }, now)
    expect(await world.server().state.liveCalls.begin(ringing, now)).toEqual([])
    return ringing.id
  }

  /** A picture that has a thumbnail, in a message. */
  async function fileIn(channelId: string, { userId, token }: Person): Promise<string> {
    const body = await sharp({ create: { width: 700, height: 1, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const how = { token, body: new Uint8Array(body), headers: { 'x-file-name': 'red.png' } }
    const path = `/api/v1/files?conversationId=${channelId}`
    const { fileId } = (await request(world.url(), 'POST', path, how)).body.data as { fileId: string }
    const message = newMessage(channelId, userId, { attachments: [fileId] })
    await world.server().database.messages.append(message)
    return fileId
  }

  /**
   * What is refused changes nothing, so refusals share a stage: who asks something is still who they were after all the others have
   * been refused. What is allowed has one of its own.
   */
  async function stageFor(kind: ActorKind, verdict: Verdict, needs: Needs = {}): Promise<Peopled> {
    if (verdict === 'allow' || verdict === 'NO_MATCH_FOUND') return newStage(kind, needs)
    const { hasSound, hasChannel, hasVisit, hasFile, hasCall } = needs
    const key = JSON.stringify([kind, hasSound, hasChannel, hasVisit, hasFile, hasCall, isAboutOthers(needs)])
    const found = standing.get(key)
    const now = () => world.server().clock.now()
    if (found && found.stay.areHere() && (kind === 'expired' || now() - found.madeAt < FRESH_MS))
      return found.stay.made
    found?.stay.leave()
    const madeAt = now()
    const stay = await world.stay(() => newStage(kind, needs))
    standing.set(key, { madeAt, stay })
    return stay.made
  }

  return { world, stageFor }
}
