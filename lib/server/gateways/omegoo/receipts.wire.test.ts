import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { receiptPayload } from '@/lib/contracts/omegoo/receipt-rest'
import { call } from '@/lib/testing/voice'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()

interface Signed {
  readonly payload: string
  readonly signature: string
  readonly keyId: string
  readonly algorithm: string
}
const ask = (session: string, token: string) => world.get(`/api/chat/sessions/${session}/receipt`, token)
const receiptOf = async (session: string, token: string) => (await ask(session, token)).body.data as Signed
const entriesOf = ({ payload }: Signed) => {
  const { entries } = receiptPayload.parse(JSON.parse(payload))
  return Object.fromEntries(entries.map((entry) => [entry.what, entry]))
}

/** As anybody can check it, with the published key and the standard alone. */
async function isGood({ payload, signature, keyId }: Signed): Promise<boolean> {
  const { body } = await world.get('/api/receipts/keys')
  const { keys } = body.data as { keys: { keyId: string; publicKey: string }[] }
  const x = keys.find((key) => key.keyId === keyId)?.publicKey ?? ''
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, Buffer.from(payload), key, Buffer.from(signature, 'base64url'))
}

test('after a chat each side gets a receipt of its own, which the published key confirms', async () => {
  const { ann, bob, sessionId } = await world.chat()
  await ann.client.ask('send_text_message', { content: 'words that nobody keeps' })
  expect(await ask(sessionId, ann.token)).toMatchObject({ status: 404, body: { error: { code: 3002 } } })
  await ann.client.ask('leave_text_room')
  const [mine, theirs] = [await receiptOf(sessionId, ann.token), await receiptOf(sessionId, bob.token)]
  expect(mine).toMatchObject({ algorithm: 'Ed25519', keyId: theirs.keyId })
  expect(await isGood(mine)).toBe(true)
  expect(
    await isGood({ ...mine, payload: mine.payload.replace('"messagesSent":1', '"messagesSent":0') }),
  ).toBe(false)
  expect(JSON.parse(mine.payload)).toMatchObject({ account: ann.userId, session: { id: sessionId } })
  expect(mine.payload).not.toMatch(new RegExp(`words that nobody keeps|${bob.userId}`))
  expect(theirs.payload).not.toContain(ann.userId)
  expect(entriesOf(mine)).toMatchObject({
    session: { state: 'kept', details: { messagesSent: 1, messagesReceived: 0 } },
    messages: { state: 'kept' },
    reportsByOthers: { state: 'untold' },
  })
})

test('a report shows in the receipt of who made it, and in no other', async () => {
  const { ann, bob, sessionId, bobId } = await world.chat()
  await ann.client.ask('report_text_chat', {
    reportedUserId: bobId,
    violationType: 'spam',
    description: 'rude',
  })
  const [mine, theirs] = [await receiptOf(sessionId, ann.token), await receiptOf(sessionId, bob.token)]
  expect(entriesOf(mine)).toMatchObject({
    report: { state: 'kept', details: { type: 'spam' } },
    evidence: { state: 'kept' },
    block: { state: 'kept' },
  })
  expect(Object.keys(entriesOf(theirs)).toSorted()).toEqual(['messages', 'reportsByOthers', 'session'])
})

test('who was reported sees the block that they made themselves, before the report or after it', async () => {
  for (const isFirst of [true, false]) {
    const { ann, bob, sessionId, annId, bobId } = await world.chat()
    await ann.client.ask('leave_text_room')
    const block = () => world.post('/api/moderation/block', { userId: annId }, bob.token)
    if (isFirst) expect((await block()).status).toBe(200)
    const about = { sessionId, reportedUserId: bobId, reportType: 'spam', description: '' }
    expect((await world.post('/api/moderation/report', about, ann.token)).status).toBe(200)
    if (!isFirst) expect((await block()).status).toBe(200)
    expect(entriesOf(await receiptOf(sessionId, bob.token))).toMatchObject({ block: { state: 'kept' } })
  }
})

test('what has gone leaves a line, until the session itself has', async () => {
  const { ann, sessionId, bobId } = await world.chat()
  const about = { reportedUserId: bobId, violationType: 'spam', description: 'rude' }
  await ann.client.ask('report_text_chat', about)
  await receiptOf(sessionId, ann.token)
  await world.server().sql('DELETE FROM report_evidence')
  await world
    .server()
    .sql(`UPDATE session_records SET ended_at = ended_at - interval '6 minutes' WHERE id = $1`, [sessionId])
  expect(entriesOf(await receiptOf(sessionId, ann.token))).toMatchObject({
    session: { state: 'kept' },
    messages: { state: 'gone' },
    evidence: { state: 'gone', until: expect.any(String) },
  })
  await world.server().sql('DELETE FROM session_records WHERE id = $1', [sessionId])
  expect((await ask(sessionId, ann.token)).status).toBe(404)
})

test('another person’s session is answered as an absent one', async () => {
  const { ann, sessionId } = await world.chat()
  await ann.client.ask('leave_text_room')
  await receiptOf(sessionId, ann.token)
  const eve = await world.person()
  const [foreign, absent] = [await ask(sessionId, eve.token), await ask('none', eve.token)]
  expect(foreign.status).toBe(404)
  expect(foreign.text).toBe(absent.text)
})

test('of a voice session nothing that was heard was ever kept', async () => {
  const [ann, bob] = [await world.person(), await world.person()]
  const { sessionId } = await call(world, ann, bob, ['voice', 'voice'])
  await ann.client.ask('leave_voice_room')
  expect(entriesOf(await receiptOf(sessionId, bob.token))).toMatchObject({ media: { state: 'never' } })
})

test('the private key is kept encrypted, and one key serves all', async () => {
  const { ann, sessionId } = await world.chat()
  await ann.client.ask('leave_text_room')
  const { keyId } = await receiptOf(sessionId, ann.token)
  const rows = await world.server().sql('SELECT * FROM signing_keys')
  expect(rows).toMatchObject([{ id: keyId, purpose: 'receipts' }])
  expect(JSON.stringify(rows)).not.toContain('PRIVATE KEY')
})
