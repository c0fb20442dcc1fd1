import { api } from '@/lib/client/api'
import type { MediaProblem } from '@/lib/client/rtc/devices/media-problem'
import type { MediaPermission } from '@/lib/client/rtc/devices/permission'
import type { DeviceError } from '@/lib/domain/media/device-refusals'

/** The document's names; everything else is counted as `other`. */
const ERRORS: Readonly<Partial<Record<MediaProblem, DeviceError>>> = {
  denied: 'NotAllowedError',
  dismissed: 'NotAllowedError',
  'denied-by-system': 'NotAllowedError',
  'not-found': 'NotFoundError',
  'in-use': 'NotReadableError',
  'unsupported-constraint': 'OverconstrainedError',
}

/** Counts a refusal for administrators. Nobody waits for it, and one that is lost is lost. */
export function countPermission(kind: MediaPermission, problem: MediaProblem): void {
  void api.post('/api/stats/permission', { kind, error: ERRORS[problem] ?? 'other' }, { keepalive: true })
}
