import type { ReactNode } from 'react'

import { ClientMessages } from '@/components/i18n/client-messages'
import { AppNav } from '@/components/shell/app-nav'
import { SiteFrame } from '@/components/site/site-frame'

interface NavFrameProps {
  children: ReactNode
  /** Stands opposite the brand. */
  aside?: ReactNode
}

/** A page of the app that scrolls as a whole, with the app's parts beside it, or below it on a phone. */
export function NavFrame({ children, aside = <></> }: NavFrameProps) {
  return (
    <>
      <ClientMessages areas={['shell']}>
        <AppNav className="fixed z-20 max-lg:inset-x-0 max-lg:bottom-0 lg:inset-y-0 lg:start-0" />
      </ClientMessages>
      <div className="max-lg:pb-[calc(56px+env(safe-area-inset-bottom))] lg:ps-20">
        <SiteFrame bare aside={aside}>
          {children}
        </SiteFrame>
      </div>
    </>
  )
}
