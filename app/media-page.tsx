import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { Metadata } from 'next'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { Gate } from '@/components/gate/gate'
import { LazyChatRoom } from '@/components/chat/lazy-chat-room'
import { ClientMessages } from '@/components/i18n/client-messages'
import { SiteFrame } from '@/components/site/site-frame'
import type { RoomKind } from '@/lib/client/green-room/green-room-state'

export async function mediaMetadata(kind: RoomKind): Promise<Metadata> {
  return { title: (await getTranslations(`greenroom.${kind}`))('pageTitle'), robots: { index: false } }
}

/** Random voice or video; people without an account answer the gate's questions first, at the same address. */
export async function MediaPage({ kind }: { kind: RoomKind }) {
  const viewer = await pageViewer()
  if (!viewer) {
    return (
      <SiteFrame bare>
        <ClientMessages areas={['common', 'errors', 'gate']}>
          <Gate next={`/${kind}`} />
        </ClientMessages>
      </SiteFrame>
    )
  }
  if (viewer.mustAssureAge) redirect('/age')
  return (
    <ClientMessages
      areas={['common', 'errors', 'call', 'chat', 'greenroom', 'message', 'moderation', 'picture', 'receipt']}
    >
      <OpenedAs key={viewer.userId} account={viewer.userId}>
        <LazyChatRoom
          account={viewer.userId}
          expected={viewer.chatType}
          wish={kind === 'voice' ? 'audio' : 'video'}
        />
      </OpenedAs>
    </ClientMessages>
  )
}
