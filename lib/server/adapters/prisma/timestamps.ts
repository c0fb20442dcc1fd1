import { FOREVER } from '@/lib/domain/accounts'
import type { Millis } from '@/lib/domain/ids'

/** The domain's "forever" lies beyond what the driver can write; this stands for it in the database. */
const LATEST: Millis = Date.UTC(9999, 11, 31)

export function toTimestamp(at: Millis): Date {
  return new Date(Math.min(at, LATEST))
}

export function fromTimestamp(at: Date): Millis {
  return at.getTime() >= LATEST ? FOREVER : at.getTime()
}
