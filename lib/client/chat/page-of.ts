import type { ChatType } from '@/lib/domain/sessions'

const PAGES = { text: '/chat', audio: '/voice', video: '/video' } as const satisfies Record<ChatType, string>

/** Path of the page on which people look for a session of this kind, and to which a running one leads back. */
export const pageOf = (chatType: ChatType) => PAGES[chatType]
