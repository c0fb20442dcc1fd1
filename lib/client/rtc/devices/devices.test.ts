import { expect, test, vi } from 'vitest'
import { createDevices, type DevicesEvent } from './devices'
import { permissionOf } from './permission'
import { canChooseSpeaker, playOn } from './speaker'
import { settled } from '@/lib/client/testing/fake-clock'
import { createFakeStores } from '@/lib/client/testing/fake-stores'

type Listed = Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>

const mic = (deviceId: string, label = `${deviceId}'s name`): Listed => ({
  deviceId,
  label,
  kind: 'audioinput',
})
const camera = (deviceId: string): Listed => ({ deviceId, label: deviceId, kind: 'videoinput' })

function setUp(first: readonly Listed[], store = createFakeStores().local) {
  let listed = first
  const target = new EventTarget()
  const events: DevicesEvent[] = []
  const devices = createDevices({
    mediaDevices: Object.assign(target, { enumerateDevices: async () => listed as MediaDeviceInfo[] }),
    store,
    onEvent: (event) => events.push(event),
  })
  return {
    devices,
    events,
    store,
    plug: async (next: readonly Listed[]) => {
      listed = next
      target.dispatchEvent(new Event('devicechange'))
      await settled()
    },
  }
}

test("the browser's own choice is no device of its own", async () => {
  const { devices } = setUp([mic('default'), mic('communications'), mic('builtin'), camera('')])
  expect(await devices.refresh()).toEqual([{ kind: 'audioinput', id: 'builtin', label: "builtin's name" }])
})

test('a choice is remembered for its kind, and can be left to the browser again', async () => {
  const { devices, store } = setUp([mic('builtin'), mic('headset'), camera('front')])
  await devices.refresh()
  devices.choose('audioinput', 'headset')
  const again = setUp([mic('builtin'), mic('headset'), camera('front')], store).devices
  await again.refresh()
  expect(again.chosen('audioinput')?.id).toBe('headset')
  expect(again.chosen('videoinput')).toBeUndefined()
  again.choose('audioinput', null)
  expect(again.chosen('audioinput')).toBeUndefined()
})

test('a remembered device that is not there is no choice, and one when it is back', async () => {
  const { devices, plug } = setUp([mic('builtin'), mic('headset')])
  await devices.refresh()
  devices.choose('audioinput', 'headset')
  await plug([mic('builtin')])
  expect(devices.chosen('audioinput')).toBeUndefined()
  await plug([mic('builtin'), mic('headset')])
  expect(devices.chosen('audioinput')?.id).toBe('headset')
})

test('a device that got a new id is known by its name', async () => {
  const { devices, store } = setUp([mic('old-id', 'Headset')])
  await devices.refresh()
  devices.choose('audioinput', 'old-id')
  const again = setUp([mic('builtin', 'Built-in'), mic('new-id', 'Headset')], store).devices
  await again.refresh()
  expect(again.chosen('audioinput')?.id).toBe('new-id')
})

test.each(['7', 'null', '{', '{"id":7}', '[]'])('a store that holds %s is no choice', async (text) => {
  const { devices, store } = setUp([mic('builtin', '')])
  store.write('omegoo.device.microphone', text)
  await devices.refresh()
  expect(devices.chosen('audioinput')).toBeUndefined()
})

test('a headset plugged in is named, and changes nothing by itself', async () => {
  const { devices, events, plug } = setUp([mic('builtin')])
  await devices.refresh()
  devices.use('audioinput', 'builtin')
  await plug([mic('builtin'), mic('headset')])
  expect(events).toEqual([
    { kind: 'changed', added: [{ kind: 'audioinput', id: 'headset', label: "headset's name" }], removed: [] },
  ])
})

test('a headset that is used and unplugged has a next one', async () => {
  const { devices, events, plug } = setUp([mic('headset'), mic('builtin'), camera('front')])
  await devices.refresh()
  devices.use('audioinput', 'headset')
  await plug([mic('builtin'), camera('front')])
  expect(events.map(({ kind }) => kind)).toEqual(['changed', 'lost'])
  expect(events[1]).toMatchObject({ device: { id: 'headset' }, next: { id: 'builtin' } })
  await plug([camera('front')])
  expect(events.filter(({ kind }) => kind === 'lost')).toHaveLength(1)
})

test('the only microphone, unplugged, has none', async () => {
  const { devices, events, plug } = setUp([mic('headset')])
  await devices.refresh()
  devices.use('audioinput', 'headset')
  await plug([])
  expect(events.at(-1)).toMatchObject({ kind: 'lost', next: undefined })
})

test('a change that changes nothing is not told, and after the end none is', async () => {
  const { devices, events, plug } = setUp([mic('builtin')])
  await devices.refresh()
  await plug([mic('builtin')])
  devices.stop()
  await plug([])
  expect(events).toEqual([])
})

test('a browser without devices has none', async () => {
  const { local } = createFakeStores()
  const devices = createDevices({ mediaDevices: undefined, store: local, onEvent: () => {} })
  expect(await devices.refresh()).toEqual([])
  devices.stop()
})

test.each(['granted', 'denied', 'prompt'] as const)('a permission of %s is read', async (state) => {
  expect(await permissionOf('microphone', { query: async () => ({ state }) as PermissionStatus })).toBe(state)
})

test('where the browser does not say, the permission is unknown', async () => {
  expect(await permissionOf('camera', undefined)).toBe('unknown')
  expect(await permissionOf('camera', { query: () => Promise.reject(new TypeError()) })).toBe('unknown')
})

test('a speaker is chosen where the browser lets one', async () => {
  const setSinkId = vi.fn<(id: string) => Promise<void>>().mockResolvedValue()
  expect([canChooseSpeaker({ setSinkId }), canChooseSpeaker({})]).toEqual([true, false])
  expect(await playOn({ setSinkId }, 'headphones')).toBe(true)
  expect(await playOn({ setSinkId }, null)).toBe(true)
  expect(setSinkId.mock.calls).toEqual([['headphones'], ['']])
  expect(await playOn({}, 'headphones')).toBe(false)
  expect(await playOn({ setSinkId: () => Promise.reject(new Error('gone')) }, 'headphones')).toBe(false)
})
