'use client'

import { useTranslations } from 'next-intl'

import { useChat } from '@/components/chat/chat-provider'
import type { Shortcut } from '@/components/session/shortcut-list'

/** The keys of a session, with those for sound and picture where it has them. @see lib/client/browser/use-shortcuts.ts, components/call/use-media-keys.ts */
export function useChatShortcuts(): readonly Shortcut[] {
  const t = useTranslations('chat.shortcuts')
  const call = useTranslations('call.keys')
  const chatType = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.chatType : 'text'))
  return [
    { keys: [t('enter')], does: t('send') },
    { keys: [t('shift'), t('enter')], does: t('newline') },
    { keys: [t('escape')], does: t('leave') },
    ...(chatType === 'text' ? [] : [{ keys: ['M'], does: call('mute') }]),
    ...(chatType === 'video' ? [{ keys: ['C'], does: call('camera') }] : []),
    { keys: ['/'], does: t('write') },
    { keys: ['?'], does: t('help') },
  ]
}
