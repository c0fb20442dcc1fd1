import type { ReactNode } from 'react'

import { StartAside } from '@/components/chat/chat-aside'
import { LanguageChoice } from '@/components/i18n/language-choice'
import { SessionAside } from '@/components/session/session-layout'
import { Brand } from '@/components/site/brand'

interface PanelProps {
  /** Stands opposite the brand, beside the choice of language. */
  tools?: ReactNode
  /** What this is about; beside the rest where there is room. */
  lead: ReactNode
  children: ReactNode
  /** What to do next; at the bottom on a phone, under the thumb. */
  action: ReactNode
}

/** One thing to read and one thing to do, before a conversation; beside it on a desktop what is good to know. */
export function Panel({ tools, lead, children, action }: PanelProps) {
  return (
    <div className="grid min-h-0 min-w-0 flex-1 grid-rows-1 lg:grid-cols-[minmax(0,1fr)_clamp(18rem,25vw,26rem)]">
      <div className="@container flex min-h-0 scroll-pb-36 flex-col overflow-y-auto">
        <header className="flex w-full shrink-0 items-center justify-between gap-4 px-5 pt-[max(12px,env(safe-area-inset-top))] lg:px-8 lg:pt-5">
          <Brand />
          <div className="flex items-center gap-1">
            {tools}
            <LanguageChoice className="-me-3" />
          </div>
        </header>
        <main
          id="content"
          className="mx-auto flex w-full max-w-[30rem] flex-1 flex-col gap-6 px-5 pt-4 sm:justify-center sm:gap-8 sm:pb-6 @4xl:max-w-[68rem] @4xl:flex-row @4xl:items-center @4xl:gap-[8%] @4xl:px-8"
        >
          <div className="flex flex-col justify-center @max-4xl:contents @4xl:flex-1">{lead}</div>
          <div className="flex flex-col gap-6 @max-4xl:contents @4xl:w-[27rem] @4xl:shrink-0">
            {children}
            {/* In reach however long the rest is, unless an on-screen keyboard leaves room for little else. */}
            <div className="bottom-0 mt-auto flex flex-col gap-3 bg-canvas pt-2 pb-[max(20px,env(safe-area-inset-bottom))] sm:mt-0 [@media(min-height:560px)]:sticky">
              {action}
            </div>
          </div>
        </main>
      </div>
      <SessionAside className="lg:border-s lg:bg-surface">
        <StartAside />
      </SessionAside>
    </div>
  )
}
