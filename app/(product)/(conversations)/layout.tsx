import type { ReactNode } from 'react'

import { pageViewer } from '@/app/viewer'
import { OpenedAs } from '@/components/account/opened-as'
import { ClientMessages } from '@/components/i18n/client-messages'
import { LazyConversationsFrame } from '@/components/messages/lazy-screens'
import { isPermitted } from '@/lib/domain/permissions'

/** One's conversations, which stay on the screen from one to the next; people who are signed out are sent to the gate by the pages. */
export default async function ConversationsLayout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer()
  if (!viewer) return children
  return (
    <ClientMessages areas={['common', 'errors', 'conversations', 'shell']}>
      <OpenedAs key={viewer.userId} account={viewer.userId}>
        <LazyConversationsFrame
          account={viewer.userId}
          expected={viewer.chatType}
          isGuest={viewer.isGuest ?? false}
          mayCreate={isPermitted(viewer.role, 'chat.create_channels')}
        >
          {children}
        </LazyConversationsFrame>
      </OpenedAs>
    </ClientMessages>
  )
}
