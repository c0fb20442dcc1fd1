import type { Actor } from '@/lib/domain/accounts'
import type { DeviceError, DeviceKind } from '@/lib/domain/media/device-refusals'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly bus: Bus
  readonly clock: Clock
}

/** Microphones and cameras that people did not get. Counted by kind and error, and by platform and country; of whom is left out. */
export function createDeviceRefusals({ bus, clock }: Deps) {
  return {
    async note({ userId: user, tenantId }: Actor, kind: DeviceKind, error: DeviceError): Promise<void> {
      await bus.signal({ type: 'device.refused', user, tenantId, kind, error, at: clock.now() })
    },
  }
}
