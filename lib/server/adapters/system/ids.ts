import { randomBytes, randomUUID } from 'node:crypto'
import type { Ids } from '@/lib/server/ports/system'

export function createIds(): Ids {
  return {
    next: () => randomUUID(),
    message: (now) => `msg_${now}_${randomBytes(8).toString('hex')}`,
  }
}
