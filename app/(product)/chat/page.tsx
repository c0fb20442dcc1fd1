import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { LazyChatRoom } from '@/components/chat/lazy-chat-room'
import { Gate } from '@/components/gate/gate'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('chat'))('pageTitle'), robots: { index: false } }
}

/** Random text chat; people without an account answer the gate's questions first, at the same address. */
export default async function ChatPage() {
  const viewer = await pageViewer()
  if (!viewer) {
    return (
      <SiteFrame bare>
        <ClientMessages areas={['common', 'errors', 'gate']}>
          <Gate />
        </ClientMessages>
      </SiteFrame>
    )
  }
  if (viewer.mustAssureAge) redirect('/age')
  return (
    <ClientMessages
      areas={['common', 'errors', 'call', 'chat', 'message', 'moderation', 'picture', 'receipt', 'shell']}
    >
      <OpenedAs key={viewer.userId} account={viewer.userId}>
        <LazyChatRoom account={viewer.userId} expected={viewer.chatType} wish="text" />
      </OpenedAs>
    </ClientMessages>
  )
}
