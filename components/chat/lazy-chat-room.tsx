'use client'

import dynamic from 'next/dynamic'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/**
 * The chat, rendered by the server, with its code apart from the page's: a person at the gate, which has
 * the same address, does not load it.
 */
export const LazyChatRoom = dynamic(
  untilLoaded(() => import('@/components/chat/chat-room').then((module) => module.ChatRoom)),
)
