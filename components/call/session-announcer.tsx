'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useMedia } from '@/components/call/use-media'
import { useChat } from '@/components/chat/chat-provider'

/** Announces to screen readers what others see change: the kind of the session, and who is muted or without a picture. */
export function SessionAnnouncer() {
  const t = useTranslations('call')
  const chatType = useChat(({ chat }) => (chat.phase === 'chatting' ? chat.chatType : 'text'))
  const isMuted = useMedia((data) => data.isMuted)
  const isPartnerMuted = useMedia((data) => data.partner.isMuted)
  const isPartnerOff = useMedia((data) => data.partner.isVideoOff)
  const change = useLastChange([
    t(`mode.changed.${chatType}`),
    t(isMuted ? 'announce.muted' : 'announce.unmuted'),
    t(isPartnerMuted ? 'announce.partnerMuted' : 'announce.partnerUnmuted'),
    t(isPartnerOff ? 'announce.partnerCameraOff' : 'announce.partnerCameraOn'),
  ])
  return (
    <p role="status" className="sr-only">
      {change}
    </p>
  )
}

/** What changed last; empty: nothing has. The first of several that change together. */
function useLastChange(values: readonly string[]): string {
  const [known, setKnown] = useState(values)
  const [change, setChange] = useState('')
  const changed = values.find((value, at) => value !== known[at])
  if (changed !== undefined) {
    setKnown(values)
    setChange(changed)
  }
  return change
}
