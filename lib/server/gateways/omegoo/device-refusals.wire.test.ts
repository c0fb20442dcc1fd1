import { describe, expect, test } from 'vitest'
import { DEVICE_ERRORS, DEVICE_KINDS } from '@/lib/domain/media/device-refusals'
import { LIMITS } from '@/lib/domain/limits'
import { createWorld } from '@/lib/testing/world'

const PATH = '/api/stats/permission'

describe('what browsers did not give', () => {
  const world = createWorld()
  const { get, post, person } = world

  async function counted(): Promise<Readonly<Record<string, number>>> {
    const admin = await person('admin')
    const { body } = await get('/api/admin/dashboard', admin.token)
    return (body.data as { trouble: { devices: Record<string, number> } }).trouble.devices
  }

  test('is counted by kind and error, and administrators see how often', async () => {
    const [ann, bob] = [await person(), await person()]
    for (const kind of DEVICE_KINDS)
      for (const error of DEVICE_ERRORS)
        expect((await post(PATH, { kind, error }, ann.token)).body).toEqual({ success: true, data: {} })
    await post(PATH, { kind: 'microphone', error: 'NotAllowedError' }, bob.token)
    const devices = await counted()
    expect(Object.keys(devices)).toHaveLength(DEVICE_KINDS.length * DEVICE_ERRORS.length)
    expect(devices).toMatchObject({ 'microphone NotAllowedError': 2, 'camera other': 1 })
  })

  test.each([
    ['no body', undefined],
    ['no error', { kind: 'camera' }],
    ['another device', { kind: 'screen', error: 'NotAllowedError' }],
    ['an error of the client’s own', { kind: 'camera', error: 'TypeError' }],
    ['texts that are none', { kind: ['camera'], error: 1 }],
  ])('is refused: %s', async (_, body) => {
    const before = await counted()
    const { token } = await person()
    expect((await post(PATH, body, token)).status).toBe(400)
    expect(await counted()).toEqual(before)
  })

  test('is counted for people alone', async () => {
    expect((await post(PATH, { kind: 'camera', error: 'other' })).status).toBe(401)
  })
})

describe('with the documented limits', () => {
  const { post, person } = createWorld({ env: { RATE_LIMIT_FACTOR: '1' } })

  test('one account counts so often in a minute', async () => {
    const { token } = await person()
    const send = () => post(PATH, { kind: 'camera', error: 'other' }, token)
    for (let sent = 0; sent < LIMITS.deviceRefusals.max; sent += 1) expect((await send()).status).toBe(200)
    expect((await send()).status).toBe(429)
  })
})
