import type { ReactNode } from 'react'

import { LanguageChoice } from '@/components/i18n/language-choice'
import { Brand } from '@/components/site/brand'

interface PanelProps {
  /** Stands opposite the brand, beside the choice of language. */
  aside?: ReactNode
  children: ReactNode
  /** What to do next; at the bottom on a phone, under the thumb. */
  action: ReactNode
}

/** One thing to read and one thing to do. */
export function Panel({ aside, children, action }: PanelProps) {
  return (
    <div className="flex min-h-0 flex-1 scroll-pb-36 flex-col overflow-y-auto">
      <header className="mx-auto flex w-full max-w-6xl shrink-0 items-center justify-between gap-4 px-5 pt-[max(12px,env(safe-area-inset-top))] lg:px-8 lg:pt-5">
        <Brand />
        <div className="flex items-center gap-1">
          {aside}
          <LanguageChoice className="-me-3" />
        </div>
      </header>
      <main
        id="content"
        className="mx-auto flex w-full max-w-[30rem] flex-1 flex-col gap-6 px-5 pt-4 sm:justify-center sm:gap-8 sm:pb-6"
      >
        {children}
        {/* In reach however long the rest is, unless an on-screen keyboard leaves room for little else. */}
        <div className="bottom-0 mt-auto flex flex-col gap-3 bg-canvas pt-2 pb-[max(20px,env(safe-area-inset-bottom))] sm:mt-0 [@media(min-height:560px)]:sticky">
          {action}
        </div>
      </main>
    </div>
  )
}
