'use client'

import dynamic from 'next/dynamic'

import { SessionAnnouncer } from '@/components/call/session-announcer'
import { ChatAside } from '@/components/chat/chat-aside'
import { useChat } from '@/components/chat/chat-provider'
import { Composer } from '@/components/chat/composer'
import { DraftOffer } from '@/components/chat/draft-offer'
import { EndCard } from '@/components/chat/end-card'
import { MessageLog } from '@/components/chat/message-log'
import { GiftNote } from '@/components/chat/gift-note'
import { NoticeLine } from '@/components/chat/notice-line'
import { Openers } from '@/components/chat/openers'
import { PartnerBar, type SafetyDialog } from '@/components/chat/partner-bar'
import { PendingReport } from '@/components/chat/pending-report'
import { StayInTouchNote } from '@/components/chat/stay-in-touch'
import { SessionLayout } from '@/components/session/session-layout'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

interface ConversationProps {
  onDialog: (dialog: SafetyDialog) => void
  hasDialog: boolean
}

const ModeBar = dynamic(
  untilLoaded(() => import('@/components/call/mode-bar').then((module) => module.ModeBar)),
  {
    ssr: false,
  },
)
const ModeNote = dynamic(
  untilLoaded(() => import('@/components/call/mode-note').then((module) => module.ModeNote)),
  {
    ssr: false,
  },
)
const MediaStage = dynamic(
  untilLoaded(() => import('@/components/call/media-stage').then((module) => module.MediaStage)),
  { ssr: false },
)

/** One conversation, from the first word to what comes after the last. */
export function Conversation({ onDialog, hasDialog }: ConversationProps) {
  const roomId = useChat(({ chat }) => ('roomId' in chat ? chat.roomId : ''))
  const report = useChat(({ chat }) => ('deed' in chat ? chat.deed.report : undefined))
  const isChatting = useChat(({ chat }) => chat.phase === 'chatting')
  const hasWish = useChat(({ chat }) => chat.phase === 'chatting' && chat.modeWish !== undefined)
  const hasSound = useChat(({ chat }) => chat.phase === 'chatting' && chat.chatType !== 'text')
  return (
    <SessionLayout
      key={roomId}
      bar={<PartnerBar onDialog={onDialog} />}
      {...(hasSound && !report && { stage: <MediaStage onReport={() => onDialog('report')} /> })}
      aside={<ChatAside />}
      conversation={
        <>
          {isChatting && !hasSound && <ModeBar />}
          {report ? (
            <PendingReport report={report} hasDialog={hasDialog} />
          ) : (
            <MessageLog onDialog={onDialog} />
          )}
          {report ? null : isChatting ? (
            <>
              {!hasWish && <Openers />}
              <div className="px-2 empty:hidden @lg:px-4">
                <DraftOffer className="reading-column mb-2" />
              </div>
              {/* Here before there is anything in it, so that it is announced. */}
              <div role="status" className="empty:hidden">
                {hasWish && <ModeNote />}
              </div>
              <SessionAnnouncer />
              <GiftNote />
              <StayInTouchNote />
              <NoticeLine />
              <Composer />
            </>
          ) : (
            <EndCard hasDialog={hasDialog} />
          )}
        </>
      }
    />
  )
}
