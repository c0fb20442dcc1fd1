import { randomUUID } from 'node:crypto'
import type { Ids } from '@/lib/server/ports/system'

export function createIds(): Ids {
  return {
    next: () => randomUUID(),
    message: (now) => `msg_${now}_${randomUUID().replaceAll('-', '').slice(16)}`,
  }
}
