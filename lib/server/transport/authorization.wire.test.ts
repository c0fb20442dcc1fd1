import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { isRaw, pathOfNamespace } from '@/lib/contracts/kit'
import { ERRORS } from '@/lib/domain/errors'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { visitKey } from '@/lib/domain/visits/visit'
import { connect } from '@/lib/testing/client'
import { newDevice, registerGuest, request, type Reply } from '@/lib/protocol-client/rest'
import { connectRaw } from '@/lib/testing/raw-client'
import { newConversation, newMessage } from '@/lib/server/ports/conversations/new-conversation.fixture'
import { createWorld, type Person } from '@/lib/testing/world'
import { call } from '@/lib/testing/voice'
import { AUTHORIZATION } from './authorization.table'
import { ACTORS, type ActorKind, type Operation, type Stage, type Verdict } from './authorization.verdicts'

/** Short, so that little has to happen until a token is past its time. */
const TOKEN_LIFE_S = 20
const world = createWorld({ env: { ACCESS_TOKEN_TTL: String(TOKEN_LIFE_S) } })

const inboundOf = CONTRACTS.flatMap(({ families, namespaces }) =>
  Object.entries(namespaces).flatMap(([namespace, { inbound }]) =>
    Object.entries(inbound).map(([event, row]) => ({
      key: `${namespace} ${event}`,
      namespace,
      event,
      family: families[row.family],
      bare: row.ack && 'bare' in row.ack ? row.ack : undefined,
    })),
  ),
)
const endpointsOf = CONTRACTS.flatMap(({ rest }) =>
  Object.values(rest).map((row) => ({ key: `${row.method} ${row.path}`, ...row })),
)

test('every event and every endpoint of the contracts has a row, and no row is of anything else', () => {
  expect(Object.keys(AUTHORIZATION.events).toSorted()).toEqual(inboundOf.map(({ key }) => key).toSorted())
  expect(Object.keys(AUTHORIZATION.endpoints).toSorted()).toEqual(
    endpointsOf.map(({ key }) => key).toSorted(),
  )
})

/** A stage with the actor on it; guests, partners and outsiders have a socket. */
async function stageFor(
  kind: ActorKind,
  {
    hasSound,
    hasChannel,
    hasVisit,
    hasFile,
  }: Pick<Operation, 'hasSound' | 'hasChannel' | 'hasVisit' | 'hasFile'> = {},
): Promise<Stage & { who: Person | undefined }> {
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
  const target = await world.person()
  const other = kind === 'partner' ? who : await world.person()
  const { sessionId, annId } = await meet(target, other)
  if (kind === 'outsider') await meet(who, await world.person())
  const about = isStaff ? await reported(other, sessionId) : NOWHERE
  const { reportId, pictureId } = about
  const targetId = target.userId
  const stage = { ...known, sessionId, targetId, targetPublicId: annId, reportId, pictureId, who }
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

/** The document has words of its own for a session of others. */
function foreignRoom(event: string, kind: ActorKind): string | undefined {
  if (kind !== 'outsider') return undefined
  return { voice_webrtc_signal: 'Room not found', report_voice_chat: 'Invalid target user' }[event]
}

async function emigrate(userId: string): Promise<void> {
  await world.server().sql(`INSERT INTO tenants (id, name) VALUES ('other', 'Other') ON CONFLICT DO NOTHING`)
  await world.server().sql(`UPDATE devices SET tenant_id = 'other' WHERE user_id = $1`, [userId])
  await world.server().sql(`UPDATE users SET tenant_id = 'other' WHERE id = $1`, [userId])
}

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

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

const NO_CHANNEL = {
  channelId: 'no-such-channel',
  messageId: 'no-such-message',
  visitId: 'no-such-visit',
  fileId: 'no-such-file',
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

/** Of no session, no user and no report. */
const NOWHERE = {
  ...NO_CHANNEL,
  sessionId: 'no-such-session',
  targetId: 'no-such-user',
  targetPublicId: 'no-such-partner',
  reportId: 'no-such-report',
  pictureId: 'no-such-message',
}
/** Actors who must not distinguish what belongs to others from what does not exist. */
const isForeign = (kind: ActorKind) => kind === 'outsider' || kind === 'foreigner'
const absent = (stage: Stage): Stage => ({ ...stage, ...NOWHERE })

describe.each(inboundOf.filter(({ namespace }) => !isRaw(namespace)))(
  '$key',
  ({ key, namespace, event, family, bare }) => {
    const operation = AUTHORIZATION.events[key] as Operation

    test.each(ACTORS)('by %s', async (kind) => {
      const stage = await stageFor(kind, operation)
      const verdict = operation.verdicts[kind]
      if (verdict.startsWith('Authentication error')) {
        await expect(connect(world.url(), stage.token, { namespace: namespace })).rejects.toThrow(verdict)
        return
      }
      const client =
        namespace === '/' && stage.who
          ? stage.who.client
          : await world.client(stage.who?.token, { namespace })
      const ask = (at: Stage) => client.ask(event, ...(operation.send ? [operation.send(at)] : []))
      if (isForeign(kind) && verdict !== 'allow') expect(await ask(absent(stage))).toEqual(await ask(stage))
      const ack = await ask(stage)
      if (verdict === 'allow')
        return bare
          ? expect(() => bare.bare.parse(ack)).not.toThrow()
          : expect(ack).toMatchObject({ success: true })
      const name = verdict as keyof typeof ERRORS
      const own = (verdict === 'FORBIDDEN' ? operation.error : undefined) ?? foreignRoom(event, kind)
      const error = own ?? family?.overrides?.[name]?.text ?? ERRORS[name].description
      if (!bare) return expect(ack).toEqual({ success: false, error, code: ERRORS[name].code })
      expect(ack).toEqual(bare.refused)
      expect(client.received.at(-1)).toMatchObject({ event: family?.event, data: error })
    })
  },
)

describe.each(inboundOf.filter(({ namespace }) => isRaw(namespace)))('$key', ({ key, namespace, event }) => {
  const operation = AUTHORIZATION.events[key] as Operation

  test.each(ACTORS)('by %s', async (kind) => {
    const stage = await stageFor(kind)
    const verdict = operation.verdicts[kind]
    const headers: Record<string, string> =
      kind === 'anonymous' ? {} : { authorization: `Bearer ${stage.token}` }
    const client = await connectRaw(world.url(), { path: pathOfNamespace(namespace), headers })
    client.send(event, operation.send?.(stage))
    const frame = await client.next()
    if (verdict === 'allow') expect(frame).not.toMatchObject({ type: 'error' })
    else {
      const { code, status, description } = ERRORS[verdict as keyof typeof ERRORS]
      expect(frame).toEqual({ type: 'error', message: description, code })
      expect(await client.closed()).toMatchObject({ code: 4_000 + status })
    }
    client.close()
  })
})

describe.each(endpointsOf)('$key', ({ key, method, path }) => {
  const operation = AUTHORIZATION.endpoints[key] as Operation

  async function ask(kind: ActorKind, at: Stage): Promise<Reply> {
    const params = Object.entries(operation.params?.(at) ?? {})
    const address = params.reduce((rest, [name, value]) => rest.replace(`:${name}`, value), path)
    const body = operation.send?.(at)
    const { headers } = operation
    const query = operation.query ? `?${new URLSearchParams(operation.query(at)).toString()}` : ''
    const shown = kind !== 'anonymous' && { token: at.token }
    const how = { ...(body !== undefined && { body }), ...shown, ...(headers && { headers }) }
    return request(world.url(), method, address + query, how)
  }

  test.each(ACTORS)('by %s', async (kind) => {
    const stage = await stageFor(kind, operation)
    const verdict: Verdict = operation.verdicts[kind]
    if (isForeign(kind) && verdict !== 'allow' && verdict !== 'NO_MATCH_FOUND') {
      const [foreign, missing] = [await ask(kind, stage), await ask(kind, absent(stage))]
      expect(missing.text).toBe(foreign.text)
      expect(missing.status).toBe(foreign.status)
    }
    const asked = ask(kind, stage)
    if (verdict === 'NO_MATCH_FOUND') {
      await vi.waitFor(() => expect(world.server().runtime.services.live().waiting).toBe(1), { interval: 2 })
      await world.advance(8_000)
    }
    const { status, body } = await asked
    if (verdict === 'allow')
      return expect({ status, body }).toMatchObject({ status: 200, body: { success: true } })
    const name = verdict as keyof typeof ERRORS
    const ban = name === 'ACCOUNT_BANNED' && { bannedUntil: expect.any(String) }
    const field = body.error?.field !== undefined && { field: expect.any(String) }
    const details = { description: expect.any(String), ...ban, ...field }
    const error = { code: ERRORS[name].code, message: name, ...details }
    expect({ status, body }).toEqual({ status: ERRORS[name].status, body: { success: false, error } })
  })
})
