import { DEFAULT_TENANT, type Millis, type UserId } from '@/lib/domain/ids'
import type { NewBlock } from './moderation'

/** A block by the account's id, as two who are not in a session with each other make it. */
export function newBlock(
  blocker: UserId,
  blocked: UserId,
  createdAt: Millis,
  changes: Partial<NewBlock> = {},
): NewBlock {
  return {
    tenantId: DEFAULT_TENANT,
    blocker,
    blocked,
    blockedAs: blocked,
    session: null,
    createdAt,
    ...changes,
  }
}
