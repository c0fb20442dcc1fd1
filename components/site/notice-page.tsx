import type { ReactNode } from 'react'

import { TwoCircles } from '@/components/site/two-circles'

interface NoticePageProps {
  title: string
  text: string
  /** The ways on, the likeliest first. */
  actions: ReactNode
  /** Small print, e.g. what to quote when asking for help. */
  note?: string
}

/** A whole page with one message and offers a way on: not found, and what went wrong. */
export function NoticePage({ title, text, actions, note }: NoticePageProps) {
  return (
    <main
      id="content"
      className="mx-auto flex w-full max-w-[30rem] flex-1 flex-col px-5 pb-[max(24px,env(safe-area-inset-bottom))] sm:justify-center"
    >
      <div className="flex flex-1 flex-col justify-center gap-5 py-8 sm:flex-none">
        <TwoCircles pose="apart" className="w-44" />
        <h1 className="mt-4 text-title font-[640]">{title}</h1>
        <p className="text-muted">{text}</p>
      </div>
      <div className="flex flex-col gap-3 sm:flex-row">{actions}</div>
      {note && <p className="mt-4 text-caption text-muted">{note}</p>}
    </main>
  )
}
