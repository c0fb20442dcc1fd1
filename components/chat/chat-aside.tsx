'use client'

import { useTranslations } from 'next-intl'

import { useChat, useConnection } from '@/components/chat/chat-provider'
import { MessageTime } from '@/components/chat/message-time'
import { PartnerStatus } from '@/components/chat/partner-status'
import { Questions } from '@/components/chat/questions'
import { useChatShortcuts } from '@/components/chat/use-chat-shortcuts'
import { AsideSection } from '@/components/session/aside-section'
import { InterestList } from '@/components/session/interest-list'
import { PresenceList } from '@/components/session/presence-list'
import { SafetySection } from '@/components/session/safety-section'
import { ShortcutSection } from '@/components/session/shortcut-section'
import { StatusLine } from '@/components/session/status-line'

/** What is good to know beside a conversation: who is here, what both like, something to ask, what is stored, the keys. */
export function ChatAside() {
  return (
    <>
      <WhoIsHere />
      <InCommon />
      <OwnInterests />
      <Questions />
      <SafetySection />
      <ShortcutSection shortcuts={useChatShortcuts()} />
    </>
  )
}

/** What is good to know before a conversation. */
export function StartAside() {
  return (
    <>
      <SafetySection />
      <ShortcutSection shortcuts={useChatShortcuts()} />
    </>
  )
}

function WhoIsHere() {
  const t = useTranslations('chat')
  const began = useChat(({ chat }) => ('messages' in chat ? chat.messages[0]?.at : undefined))
  return (
    <AsideSection title={t('aside.here.title')}>
      <PresenceList
        people={[
          { who: t('partner'), tone: 'theirs', status: <PartnerStatus /> },
          { who: t('you'), tone: 'own', status: <OwnStatus /> },
        ]}
      />
      {began !== undefined && (
        <p className="text-caption text-muted">
          {t.rich('aside.here.began', { time: () => <MessageTime at={began} /> })}
        </p>
      )}
    </AsideSection>
  )
}

function OwnStatus() {
  const t = useTranslations('chat.aside.here')
  const [{ status }] = useConnection()
  return status === 'online' ? (
    <StatusLine sign="here">{t('online')}</StatusLine>
  ) : (
    <StatusLine sign="away">{t('away')}</StatusLine>
  )
}

/** Nothing where one of the two named nothing, or when it is not known any more. */
function InCommon() {
  const t = useTranslations('chat.aside')
  const shared = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.shared : undefined))
  if (!shared) return null
  return (
    <AsideSection title={t('shared')}>
      {shared.length > 0 ? (
        <InterestList label={t('shared')} words={shared} shared />
      ) : (
        <p className="text-small text-muted">{t('sharedNone')}</p>
      )}
    </AsideSection>
  )
}

function OwnInterests() {
  const t = useTranslations('chat')
  const interests = useChat((data) => data.interests)
  return (
    <AsideSection title={t('interests.list')}>
      {interests.length > 0 && <InterestList label={t('interests.list')} words={interests} />}
      <p className="text-small text-muted">{t(interests.length > 0 ? 'aside.named' : 'aside.unnamed')}</p>
    </AsideSection>
  )
}
