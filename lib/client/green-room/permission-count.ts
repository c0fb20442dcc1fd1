import type { RoomKind } from './green-room-state'
import { api } from '@/lib/client/api'
import type { MediaProblem } from '@/lib/client/rtc/devices/media-problem'

/** Counts a refusal for administrators. Nobody waits for it, and one that is lost is lost. */
export function countPermission(kind: RoomKind, error: MediaProblem): void {
  void api.post('/api/stats/permission', { kind, error }, { keepalive: true })
}
