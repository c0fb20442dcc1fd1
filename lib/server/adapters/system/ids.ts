import { randomUUID } from 'node:crypto'
import type { Ids } from '@/lib/server/ports/system'

export function createIds(): Ids {
  return {
    next: () => randomUUID(),
    message: (now) => `msg_${now}_${randomDigits()}`,
  }
}

/** 64 random bits: of a UUID's digits the ones that no hyphen and no version is among. */
function randomDigits(): string {
  const uuid = randomUUID()
  return uuid.slice(0, 8) + uuid.slice(28)
}
