import type { ComponentProps, ReactNode } from 'react'

import { pageViewer } from '@/app/viewer'
import { ClientMessages } from '@/components/i18n/client-messages'
import { Ongoing } from '@/components/app/app-provider'

interface WithOngoingProps extends Pick<ComponentProps<typeof Ongoing>, 'connects'> {
  children: ReactNode
}

/** Puts the way back to a running conversation above the pages of people who are signed in. */
export async function WithOngoing({ connects, children }: WithOngoingProps) {
  const viewer = await pageViewer()
  return (
    <>
      {viewer && (
        <ClientMessages areas={['common', 'message', 'ongoing']}>
          <Ongoing
            key={viewer.userId}
            account={viewer.userId}
            expected={viewer.chatType}
            connects={connects}
          />
        </ClientMessages>
      )}
      {children}
    </>
  )
}
