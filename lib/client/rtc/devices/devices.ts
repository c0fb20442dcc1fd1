import { type Device, rememberDevice, rememberedDevice } from './device-choice'
import type { KeyValueStore } from '@/lib/client/browser/key-value-store'

export type DevicesEvent =
  /** What there is has changed; `added` and `removed` are named once the person has allowed any. */
  | { readonly kind: 'changed'; readonly added: readonly Device[]; readonly removed: readonly Device[] }
  /** What is used was unplugged. `next`: what to use now, undefined when there is none. */
  | { readonly kind: 'lost'; readonly device: Device; readonly next: Device | undefined }

interface DevicesDeps {
  /** Undefined where the browser has none: plain http. */
  readonly mediaDevices:
    | Pick<MediaDevices, 'addEventListener' | 'enumerateDevices' | 'removeEventListener'>
    | undefined
  readonly store: KeyValueStore
  readonly onEvent: (event: DevicesEvent) => void
}

/** The devices of this machine, and which of them one uses. Ids of the browser's own choice (`default`) are left out. */
export interface Devices {
  /** Reads them anew; labels are there once the person has allowed any. Empty where the browser does not say. */
  readonly refresh: () => Promise<readonly Device[]>
  readonly all: () => readonly Device[]
  /** The one chosen before, if it is there; undefined leaves it to the browser. */
  readonly chosen: (kind: MediaDeviceKind) => Device | undefined
  /** Remembers a choice. @param id - null for the browser's own */
  readonly choose: (kind: MediaDeviceKind, id: string | null) => void
  /** Says which device is used, so that its loss is noticed. */
  readonly use: (kind: MediaDeviceKind, id: string | undefined) => void
  readonly stop: () => void
}

/** The browser's and the system's own choice, listed by Chromium beside the devices themselves. */
const ALIASES: ReadonlySet<string> = new Set(['default', 'communications', ''])

export function createDevices({ mediaDevices, store, onEvent }: DevicesDeps): Devices {
  const used = new Map<MediaDeviceKind, Device>()
  let all: readonly Device[] = []
  let isStopped = false

  const refresh = async () => {
    const listed = (await mediaDevices?.enumerateDevices()) ?? []
    all = listed
      .filter(({ deviceId }) => !ALIASES.has(deviceId))
      .map(({ kind, deviceId, label }) => ({ kind, id: deviceId, label }))
    return all
  }
  const isIn = (devices: readonly Device[]) => (device: Device) =>
    devices.some(({ id, kind }) => id === device.id && kind === device.kind)
  const chosen = (kind: MediaDeviceKind) => rememberedDevice(store, kind, all)

  const compare = async () => {
    const before = all
    const now = await refresh()
    if (isStopped) return
    const added = now.filter((device) => !isIn(before)(device))
    const removed = before.filter((device) => !isIn(now)(device))
    if (added.length + removed.length > 0) onEvent({ kind: 'changed', added, removed })
    for (const device of [...used.values()].filter((one) => isIn(removed)(one))) {
      used.delete(device.kind)
      const next = chosen(device.kind) ?? now.find(({ kind }) => kind === device.kind)
      onEvent({ kind: 'lost', device, next })
    }
  }
  const handleChange = () => void compare()
  mediaDevices?.addEventListener('devicechange', handleChange)

  return {
    refresh,
    all: () => all,
    chosen,
    choose(kind, id) {
      rememberDevice(store, kind, all.find((device) => device.kind === kind && device.id === id) ?? null)
    },
    use(kind, id) {
      const device = all.find((one) => one.kind === kind && one.id === id)
      if (device) used.set(kind, device)
      else used.delete(kind)
    },
    stop() {
      isStopped = true
      mediaDevices?.removeEventListener('devicechange', handleChange)
    },
  }
}
