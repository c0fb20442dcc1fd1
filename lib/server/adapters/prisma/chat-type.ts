import { CHAT_TYPES, type ChatType } from '@/lib/domain/sessions'

/** What a column of text holds. */
export const toChatType = (column: string | null): ChatType =>
  CHAT_TYPES.find((type) => type === column) ?? 'text'
