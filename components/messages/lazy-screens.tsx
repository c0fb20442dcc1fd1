'use client'

import dynamic from 'next/dynamic'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

/** The conversations, with their code apart from other pages'; there is nothing to see of them before the browser has asked. */
export const LazyConversationsFrame = dynamic(
  untilLoaded(() =>
    import('@/components/messages/conversations-frame').then((module) => module.ConversationsFrame),
  ),
  { ssr: false },
)
export const LazyThreadScreen = dynamic(
  untilLoaded(() => import('@/components/messages/thread-screen').then((module) => module.ThreadScreen)),
  { ssr: false },
)
export const LazyChannelsScreen = dynamic(
  untilLoaded(() => import('@/components/messages/channels-screen').then((module) => module.ChannelsScreen)),
  { ssr: false },
)
