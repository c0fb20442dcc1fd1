import { expect, test } from 'vitest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()

test('without a provider the declared age is enough, and there is nothing to check', async () => {
  const { token, client } = await world.person()
  expect((await world.get('/api/user/age', token)).body.data).toEqual({ state: 'declared' })
  for (const path of ['/api/user/age/check', '/api/user/age/verify', '/api/age/webhook'])
    expect((await world.post(path, {}, token)).status, path).toBe(404)
  expect(await client.ask('join_text_queue')).toMatchObject({ success: true })
  await client.ask('leave_text_queue')
})
