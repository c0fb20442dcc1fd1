import type { ComponentProps, ReactNode } from 'react'

import { pageViewer } from '@/app/viewer'
import { ClientMessages } from '@/components/i18n/client-messages'
import { OngoingBar } from '@/components/ongoing/ongoing-bar'

interface WithOngoingProps extends Pick<ComponentProps<typeof OngoingBar>, 'connects'> {
  children: ReactNode
}

/** Puts the way back to a running conversation above the pages of people who are signed in. */
export async function WithOngoing({ connects, children }: WithOngoingProps) {
  const viewer = await pageViewer()
  return (
    <>
      {viewer && (
        <ClientMessages areas={['common', 'message', 'ongoing']}>
          <OngoingBar
            key={viewer.userId}
            account={viewer.userId}
            expectsSession={viewer.sessionId !== null}
            connects={connects}
          />
        </ClientMessages>
      )}
      {children}
    </>
  )
}
