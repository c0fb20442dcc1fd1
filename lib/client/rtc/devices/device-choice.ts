import type { KeyValueStore } from '@/lib/client/browser/key-value-store'

/** One microphone, camera or speaker. `label` is empty before the person allowed any. */
export interface Device {
  readonly kind: MediaDeviceKind
  readonly id: string
  readonly label: string
}

const KEYS: Readonly<Record<MediaDeviceKind, string>> = {
  audioinput: 'omegoo.device.microphone',
  videoinput: 'omegoo.device.camera',
  audiooutput: 'omegoo.device.speaker',
}

/** Remembers a device; null for the browser's own choice. */
export function rememberDevice(store: KeyValueStore, kind: MediaDeviceKind, device: Device | null): void {
  store.write(KEYS[kind], device && JSON.stringify({ id: device.id, label: device.label }))
}

/**
 * The device that was chosen, if it is there: by its id, else by its name, because browsers give new ids when a
 * permission was taken back.
 */
export function rememberedDevice(
  store: KeyValueStore,
  kind: MediaDeviceKind,
  devices: readonly Device[],
): Device | undefined {
  const { id, label } = read(store.read(KEYS[kind]))
  const ofKind = devices.filter((device) => device.kind === kind)
  return ofKind.find((device) => device.id === id) ?? ofKind.find((device) => label && device.label === label)
}

function read(text: string | null): { readonly id?: unknown; readonly label?: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {} // Written by something else; nothing was chosen then.
  }
}
