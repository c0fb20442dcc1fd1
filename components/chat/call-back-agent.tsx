'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect } from 'react'

import { browserOutlets } from '@/lib/client/chat/call-back/browser-outlets'
import { browserPage } from '@/lib/client/chat/call-back/browser-page'
import { followForCallBack } from '@/lib/client/chat/call-back/call-back'
import { armChime } from '@/lib/client/chat/call-back/chime'
import { createCompany } from '@/lib/client/chat/call-back/company'
import type { ChatStore } from '@/lib/client/chat/chat-store'
import { browserClock } from '@/lib/client/clock'

/** Calls people back who look at something else meanwhile; shows nothing itself. */
export function CallBackAgent({ chat }: { chat: ChatStore['state'] }) {
  const t = useTranslations('message.call')
  const brand = useTranslations('common')('brand')
  const lang = useLocale()

  useEffect(() => {
    const company = createCompany(browserPage, browserClock)
    const outlets = browserOutlets(brand, {
      headline: (news) => (news.kind === 'somebody' ? t('somebody') : t('messages', { count: news.count })),
      body: t('body'),
      lang,
    })
    const stop = followForCallBack({
      chat,
      clock: browserClock,
      page: browserPage,
      outlets,
      company: company.ask,
    })
    const disarm = armChime()
    return () => {
      stop()
      disarm()
      company.end()
    }
  }, [chat, t, brand, lang])
  return null
}
