import { randomBytes, randomUUID } from 'node:crypto'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { REGISTERED_AT } from '../accounts/new-user.fixture'
import type { NewAttachment } from './attachments'

/** A text, unlike any other. */
export function newAttachment(
  conversation: string,
  uploader: string,
  changes: Partial<NewAttachment> = {},
): NewAttachment {
  return {
    id: randomUUID(),
    tenantId: DEFAULT_TENANT,
    conversation,
    uploader,
    name: 'notes.txt',
    type: 'text/plain',
    width: null,
    height: null,
    content: { hash: randomBytes(32).toString('hex'), size: 5 },
    thumbnail: null,
    createdAt: REGISTERED_AT,
    ...changes,
  }
}
