import type { ChatType } from '@/lib/domain/sessions'

const CHAT_TYPES: readonly ChatType[] = ['text', 'audio', 'video']

/** What a column of text holds. */
export const toChatType = (column: string | null): ChatType =>
  CHAT_TYPES.find((type) => type === column) ?? 'text'
