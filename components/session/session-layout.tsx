import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

interface SessionLayoutProps {
  /** Who one is with, and the ways to safety: over the whole width, always in view. */
  bar: ReactNode
  /** The partner's picture, or the wave of their voice. Without it the conversation has its room. */
  stage?: ReactNode
  /** What is written, the newest words and the field for more at its end. It scrolls by itself. */
  conversation: ReactNode
  /** What is good to know beside it; shown from 1024 px on, so nothing may be only here. */
  aside: ReactNode
}

/**
 * The frame of a session of any kind, which fills its flex column. On a phone the stage stands over the conversation, and beside it
 * when the phone lies on its side. From 1024 px on the conversation stands beside the stage, and the aside beside the conversation;
 * with a stage it goes below that until there is room for three columns. Its parts are containers: what is in them asks for their
 * width (`@lg:`), not for the screen's.
 */
export function SessionLayout({ bar, stage, conversation, aside }: SessionLayoutProps) {
  const hasStage = stage !== undefined
  return (
    <div
      className={clsx(
        'grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] bg-surface',
        hasStage
          ? 'lg:grid-cols-[minmax(0,1fr)_24rem] lg:grid-rows-[auto_minmax(0,1fr)_auto] 2xl:grid-cols-[minmax(0,1fr)_26rem_20rem] 2xl:grid-rows-[auto_minmax(0,1fr)]'
          : 'lg:grid-cols-[minmax(0,1fr)_clamp(18rem,25vw,26rem)]',
      )}
    >
      <div className="col-span-full">{bar}</div>
      <main
        id="content"
        className={clsx(
          'grid min-h-0',
          hasStage
            ? 'grid-rows-[minmax(0,3fr)_minmax(0,2fr)] max-lg:landscape:grid-cols-2 max-lg:landscape:grid-rows-1 lg:col-span-2 lg:col-start-1 lg:row-span-2 lg:row-start-2 lg:grid-cols-subgrid lg:grid-rows-subgrid 2xl:row-span-1'
            : 'grid-rows-1',
        )}
      >
        {hasStage && <div className="@container min-h-0 lg:col-start-1 lg:row-start-1">{stage}</div>}
        <div
          className={clsx(
            '@container flex min-h-0 flex-col',
            hasStage && 'border-line max-lg:portrait:border-t lg:col-start-2 lg:row-span-full lg:border-s',
          )}
        >
          {conversation}
        </div>
      </main>
      <SessionAside
        className={
          hasStage
            ? 'lg:col-start-1 lg:row-start-3 lg:max-h-[24dvh] lg:border-t 2xl:col-start-3 2xl:row-start-2 2xl:max-h-none 2xl:border-s 2xl:border-t-0'
            : 'lg:border-s'
        }
      >
        {aside}
      </SessionAside>
    </div>
  )
}

/** Beside a session, or beside what comes before it: sections below each other, or beside each other where it is wide. */
export function SessionAside({ className, children }: { className?: string; children: ReactNode }) {
  const t = useTranslations('chat.aside')
  return (
    <aside
      aria-label={t('label')}
      // It may scroll, also with nothing in it to focus.
      tabIndex={0}
      className={clsx(
        '@container hidden min-h-0 overflow-y-auto overscroll-contain border-line bg-canvas -outline-offset-4 lg:block',
        className,
      )}
    >
      <div className="grid content-start gap-x-8 gap-y-7 px-6 py-6 @2xl:grid-cols-2 @4xl:grid-cols-3">
        {children}
      </div>
    </aside>
  )
}
