import { expect, test } from 'vitest'
import { MAX_SEGMENTS } from '@/lib/domain/segments'
import { newDevice, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const PATH = '/api/admin/analytics/segments'

async function administrator(): Promise<string> {
  const body = { age: 25, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  const { userId, token } = (await world.post('/api/auth/register', body)).body.data as {
    userId: string
    token: string
  }
  await world.promote(userId, 'admin')
  return token
}

const save = (token: string, body: object) => request(world.url(), 'POST', PATH, { token, body })
const remove = (token: string, id: string) => request(world.url(), 'DELETE', `${PATH}/${id}`, { token })

test('a segment is saved, listed for its administrator alone, replaced under its name, and deleted', async () => {
  const [ann, bob] = [await administrator(), await administrator()]
  const filters = { country: 'de', gender: ' Female ', platform: '' }
  const { body } = await save(ann, { name: ' At home ', filters })
  const segment = {
    segmentId: expect.any(String),
    name: 'At home',
    filters: { country: 'DE', gender: 'female' },
    savedAt: expect.any(String),
  }
  expect(body).toEqual({ success: true, data: segment })
  expect((await world.get(PATH, ann)).body).toEqual({ success: true, data: { segments: [segment] } })
  expect((await world.get(PATH, bob)).body.data).toEqual({ segments: [] })

  await save(ann, { name: 'At home', filters: { chatType: 'video' } })
  const { segments } = (await world.get(PATH, ann)).body.data as { segments: { segmentId: string }[] }
  expect(segments).toEqual([{ ...segment, filters: { chatType: 'video' } }])
  const { segmentId = '' } = segments[0] ?? {}
  expect((await remove(bob, segmentId)).body.error).toMatchObject({ code: 9002 })
  expect((await remove(ann, segmentId)).body.data).toEqual({ segmentId })
  expect((await world.get(PATH, ann)).body.data).toEqual({ segments: [] })
})

test('a segment that narrows nothing, or one too many, is refused', async () => {
  const ann = await administrator()
  const empty = await save(ann, { name: 'Everybody', filters: { country: '' } })
  expect([empty.status, empty.body.error]).toMatchObject([400, { code: 9016, message: 'EMPTY_SEGMENT' }])
  for (let count = 0; count < MAX_SEGMENTS; count += 1)
    await save(ann, { name: `Segment ${count}`, filters: { country: 'DE' } })
  const { status, body } = await save(ann, { name: 'One more', filters: { country: 'DE' } })
  expect([status, body.error]).toMatchObject([409, { code: 9015, message: 'TOO_MANY_SEGMENTS' }])
})

test.each([
  {},
  { name: '', filters: { country: 'DE' } },
  { name: 'x'.repeat(61), filters: { country: 'DE' } },
  { name: 'Germany', filters: { country: 'Germany' } },
  { name: 'Letters', filters: { chatType: 'letter' } },
])('%o is not the documented form', async (body) => {
  const reply = await save(await administrator(), body)
  expect([reply.status, reply.body.error?.code]).toEqual([400, 9001])
})

test('the values to narrow by are those of the sign-ups', async () => {
  const ann = await administrator()
  const body = { age: 25, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  await world.post('/api/auth/register', { ...body, gender: 'Female', attribution: { source: 'Friend' } })
  expect((await world.get('/api/admin/analytics/values', ann)).body.data).toEqual({
    gender: ['female'],
    platform: [],
    signupSource: ['friend'],
    campaign: [],
    country: [],
  })
})
