'use client'

// First, or the contracts' schemas are compiled while they are made.
import '@/lib/client/playground/zod-without-eval'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Composer } from '@/components/playground/composer'
import { EventPicker } from '@/components/playground/event-picker'
import { FrameLog } from '@/components/playground/frame-log'
import { PeoplePanel } from '@/components/playground/people-panel'
import { PlaygroundAnnouncer } from '@/components/playground/playground-announcer'
import { PlaygroundContext } from '@/components/playground/playground-context'
import { Segmented } from '@/components/ui/segmented'
import { logIn } from '@/lib/client/playground/credentials'
import { openLinkFor } from '@/lib/client/playground/links'
import { createPlayground } from '@/lib/client/playground/playground'
import { useOnline } from '@/lib/client/browser/use-online'

type View = 'people' | 'send' | 'frames'

/** People and events, the event to send, and the frames: side by side, or one at a time on a phone. */
export function PlaygroundScreen() {
  const t = useTranslations('playground')
  const [playground] = useState(() => createPlayground({ openLink: openLinkFor, logIn, now: Date.now }))
  const [view, setView] = useState<View>('people')
  const [event, setEvent] = useState<string>()
  const tabs = useRef<HTMLDivElement>(null)
  const isOnline = useOnline()
  useEffect(() => playground.close, [playground])

  function show(wanted: View) {
    setView(wanted)
    // The part begins at its beginning, wherever one was in the other.
    if ((tabs.current?.getBoundingClientRect().top ?? 0) < 0) tabs.current?.scrollIntoView()
  }
  const shown = (own: View) => (view === own ? 'min-w-0' : 'hidden min-w-0 lg:block')

  return (
    <PlaygroundContext value={playground}>
      <PlaygroundAnnouncer />
      {!isOnline && (
        <p role="status" className="mt-4 rounded-md border border-line bg-accent-soft px-4 py-3 text-small">
          {t('offline')}
        </p>
      )}
      <div ref={tabs} className="mt-4 lg:hidden" />
      <div className="sticky top-0 z-10 -mx-5 border-b border-line bg-canvas px-5 py-2 lg:hidden">
        <Segmented<View>
          label={t('view.label')}
          name="view"
          value={view}
          choices={[
            { value: 'people', label: t('view.people') },
            { value: 'send', label: t('view.send') },
            { value: 'frames', label: t('view.frames') },
          ]}
          onChoose={show}
        />
      </div>
      <div className="mt-4 grid items-start gap-8 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)_minmax(0,1.15fr)]">
        <div className={shown('people')}>
          <PeoplePanel />
        </div>
        <div className={shown('send')}>
          <EventPicker event={event} onPick={setEvent} />
          <Composer event={event} />
        </div>
        <div className={shown('frames')}>
          <FrameLog />
        </div>
      </div>
    </PlaygroundContext>
  )
}
