'use client'

import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'

import { loadOngoing } from '@/components/app/app-provider'
import { ChatAnnouncer } from '@/components/chat/chat-announcer'
import { ChatBanner } from '@/components/chat/chat-banner'
import { useChat, useChatActions, useChatState, useOmegooSocket } from '@/components/chat/chat-provider'
import { ChatSkeleton } from '@/components/chat/chat-skeleton'
import { LookingPanel } from '@/components/chat/looking-panel'
import type { SafetyDialog } from '@/components/chat/partner-bar'
import { StartPanel } from '@/components/chat/start-panel'
import { AppNav } from '@/components/shell/app-nav'
import type { Chat } from '@/lib/client/chat/chat-state'
import type { ChatType } from '@/lib/domain/sessions'
import { useShortcuts } from '@/lib/client/browser/use-shortcuts'
import { useVisualViewport } from '@/lib/client/browser/use-visual-viewport'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const loadConversation = () => import('@/components/chat/conversation').then((module) => module.Conversation)
const Conversation = dynamic(untilLoaded(loadConversation), { loading: () => <ChatSkeleton />, ssr: false })
const loadReport = () => import('@/components/chat/report-dialog').then((module) => module.ReportDialog)
const ReportDialog = dynamic(untilLoaded(loadReport), { ssr: false })
const loadBlock = () => import('@/components/chat/block-dialog').then((module) => module.BlockDialog)
const BlockDialog = dynamic(untilLoaded(loadBlock), { ssr: false })
const ReportOutcome = dynamic(
  untilLoaded(() => import('@/components/moderation/report-outcome').then((module) => module.ReportOutcome)),
  { ssr: false },
)
const StandingNotice = dynamic(
  untilLoaded(() =>
    import('@/components/moderation/standing-notice').then((module) => module.StandingNotice),
  ),
  { ssr: false },
)
const CallBackAgent = dynamic(
  untilLoaded(() => import('@/components/chat/call-back-agent').then((module) => module.CallBackAgent)),
  { ssr: false },
)
const ShortcutSheet = dynamic(
  untilLoaded(() => import('@/components/chat/shortcut-sheet').then((module) => module.ShortcutSheet)),
  { ssr: false },
)

const MediaStart = dynamic(
  untilLoaded(() => import('@/components/call/media-start').then((module) => module.MediaStart)),
  { loading: () => <ChatSkeleton />, ssr: false },
)

/**
 * What comes next is here before it is needed, and not before somebody looks for a partner; without a network it is asked for again
 * when it is shown.
 */
function useLoadAhead(phase: Chat['phase']): void {
  const isChatting = phase === 'chatting'
  const isIdle = phase === 'idle'
  useEffect(() => {
    if (isIdle) return
    // The ways to safety must not wait for a network that is slow or has gone meanwhile.
    const next = isChatting ? [loadReport(), loadBlock(), loadOngoing()] : [loadConversation()]
    Promise.all(next).catch((error: unknown) => console.debug('What comes next is not loaded yet.', error))
  }, [isChatting, isIdle])
}

/** The search, the chat and its end, in one place. */
export function ChatScreen({ wish }: { wish: ChatType }) {
  const frame = useRef<HTMLDivElement>(null)
  const phase = useChat(({ chat }) => chat.phase)
  const actions = useChatActions()
  const chat = useChatState()
  const socket = useOmegooSocket()
  const [dialog, setDialog] = useState<SafetyDialog | 'shortcuts'>()
  const close = () => setDialog(undefined)

  useVisualViewport(frame)
  useLoadAhead(phase)
  useShortcuts({
    onEscape: () => {
      if (phase === 'chatting') actions.leave()
      else if (phase === 'ended') actions.next()
      else if (phase === 'looking') actions.cancel()
    },
    onHelp: () => setDialog('shortcuts'),
    onWrite: () => document.querySelector<HTMLElement>('textarea:read-write')?.focus(),
  })

  return (
    <div
      ref={frame}
      className="fixed inset-x-0 top-[var(--frame-top,0px)] flex h-[var(--frame-height,100dvh)] flex-col overflow-hidden"
    >
      <ChatBanner />
      <ChatAnnouncer />
      <CallBackAgent chat={chat} />
      <ReportOutcome socket={socket} />
      <StandingNotice socket={socket} />
      {phase === 'opening' && <ChatSkeleton />}
      {phase === 'idle' && (
        <div className="flex min-h-0 flex-1 max-lg:flex-col-reverse">
          {wish === 'text' && <AppNav />}
          <Start wish={wish} onHelp={() => setDialog('shortcuts')} />
        </div>
      )}
      {phase === 'looking' && <LookingPanel />}
      {(phase === 'chatting' || phase === 'ended') && (
        <Conversation onDialog={setDialog} hasDialog={dialog !== undefined} />
      )}
      {dialog === 'report' && <ReportDialog onClose={close} />}
      {dialog === 'block' && <BlockDialog onClose={close} />}
      {dialog === 'shortcuts' && <ShortcutSheet onClose={close} />}
    </div>
  )
}

/** Before the search: what one likes, or the devices that one brings. */
function Start({ wish, onHelp }: { wish: ChatType; onHelp: () => void }) {
  if (wish === 'text') return <StartPanel onHelp={onHelp} />
  return <MediaStart kind={wish === 'audio' ? 'voice' : 'video'} />
}
