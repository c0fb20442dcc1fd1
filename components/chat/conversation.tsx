'use client'

import { useChat } from '@/components/chat/chat-provider'
import { Composer } from '@/components/chat/composer'
import { DraftOffer } from '@/components/chat/draft-offer'
import { EndCard } from '@/components/chat/end-card'
import { MessageLog } from '@/components/chat/message-log'
import { NoticeLine } from '@/components/chat/notice-line'
import { Openers } from '@/components/chat/openers'
import { PartnerBar, type SafetyDialog } from '@/components/chat/partner-bar'
import { PendingReport } from '@/components/chat/pending-report'

interface ConversationProps {
  onDialog: (dialog: SafetyDialog) => void
  hasDialog: boolean
}

/** One conversation, from the first word to what comes after the last. */
export function Conversation({ onDialog, hasDialog }: ConversationProps) {
  const roomId = useChat(({ chat }) => ('roomId' in chat ? chat.roomId : ''))
  const report = useChat(({ chat }) => ('deed' in chat ? chat.deed.report : undefined))
  const isChatting = useChat(({ chat }) => chat.phase === 'chatting')
  return (
    <div
      key={roomId}
      className="mx-auto flex min-h-0 w-full max-w-[46rem] flex-1 flex-col bg-surface sm:border-x sm:border-line"
    >
      <PartnerBar onDialog={onDialog} />
      <main id="content" className="flex min-h-0 flex-1 flex-col">
        {report && <PendingReport report={report} hasDialog={hasDialog} />}
        {!report && <MessageLog onDialog={onDialog} />}
        {report ? null : isChatting ? (
          <>
            <Openers />
            <DraftOffer className="mx-2 mb-2" />
            <NoticeLine />
            <Composer />
          </>
        ) : (
          <EndCard hasDialog={hasDialog} />
        )}
      </main>
    </div>
  )
}
