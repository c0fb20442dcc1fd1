import type { ReactNode } from 'react'

import { LanguageChoice } from '@/components/i18n/language-choice'
import { Brand } from '@/components/site/brand'
import { SettingsLink } from '@/components/site/settings-link'

interface RoomPanelProps {
  /** What this step is about, or the picture; beside the rest where there is room. */
  lead: ReactNode
  children?: ReactNode
  /** What to do next; at the bottom on a phone, under the thumb. */
  action: ReactNode
}

/** One step of the room: on a phone one column, on a desktop what it is about beside what there is to do. */
export function RoomPanel({ lead, children, action }: RoomPanelProps) {
  return (
    <div className="flex min-h-0 flex-1 scroll-pb-36 flex-col overflow-y-auto">
      <header className="mx-auto flex w-full max-w-6xl shrink-0 items-center justify-between gap-4 px-5 pt-[max(12px,env(safe-area-inset-top))] lg:px-8 lg:pt-5">
        <Brand />
        <div className="flex items-center gap-1">
          <SettingsLink />
          <LanguageChoice className="-me-3" />
        </div>
      </header>
      <main
        id="content"
        className="mx-auto flex w-full max-w-[30rem] flex-1 flex-col gap-6 px-5 pt-4 sm:justify-center sm:gap-8 sm:pb-6 lg:max-w-6xl lg:flex-row lg:items-center lg:justify-between lg:gap-[8%] lg:px-8"
      >
        <div className="flex flex-col gap-3 lg:flex-1 lg:gap-5">{lead}</div>
        <div className="flex flex-1 flex-col gap-6 sm:flex-none lg:w-[27rem] lg:shrink-0">
          {children}
          {/* In reach however long the rest is. */}
          <div className="bottom-0 mt-auto flex flex-col gap-3 bg-canvas pt-2 pb-[max(20px,env(safe-area-inset-bottom))] sm:mt-0 [@media(min-height:560px)]:sticky">
            {action}
          </div>
        </div>
      </main>
    </div>
  )
}
