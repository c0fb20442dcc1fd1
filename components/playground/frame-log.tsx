'use client'

import { Download, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useState } from 'react'
import { FrameFilterFields } from '@/components/playground/frame-filter-fields'
import { FrameRow } from '@/components/playground/frame-row'
import { usePlayground, usePlaygroundState } from '@/components/playground/playground-context'
import { IconButton } from '@/components/ui/icon-button'
import { saveText } from '@/lib/client/browser/save-file'
import { exportFrames, filterFrames, type Frame, type FrameFilter } from '@/lib/client/playground/frames'

const EVERYTHING: FrameFilter = { query: '', direction: 'both', person: undefined }

/** Everything that went over the connections, newest last; in view while one has not scrolled up. */
export function FrameLog() {
  const t = useTranslations('playground.frames')
  const { clear } = usePlayground()
  const frames = usePlaygroundState((state) => state.frames)
  const [filter, setFilter] = useState(EVERYTHING)
  const shown = filterFrames(frames, useDeferredValue(filter))

  return (
    <section aria-labelledby="frames-title" className="lg:sticky lg:top-4">
      <div className="flex min-h-11 items-center justify-between gap-2">
        <h2 id="frames-title" className="text-lead">
          {t('title')}
        </h2>
        <div className="flex">
          <IconButton
            label={t('export')}
            icon={<Download />}
            tip="below"
            disabled={shown.length === 0}
            onClick={() => save(shown)}
          />
          <IconButton
            label={t('clear')}
            icon={<Trash2 />}
            tip="below"
            disabled={frames.length === 0}
            onClick={clear}
          />
        </div>
      </div>
      <FrameFilterFields filter={filter} onChange={setFilter} />
      {shown.length === 0 ? (
        <p className="mt-4 rounded-lg border border-dashed border-line-strong p-6 text-center text-small text-muted">
          {frames.length === 0 ? t('empty') : t('noneMatch')}
        </p>
      ) : (
        <>
          <p className="mt-3 text-caption text-muted">{t('count', { count: shown.length })}</p>
          {/* Reversed twice, so that it stays at its end by itself. Not a live region: frames come too fast to be read out. */}
          <div
            role="region"
            aria-label={t('log')}
            tabIndex={0}
            className="mt-2 flex max-h-[70dvh] flex-col-reverse overflow-y-auto rounded-lg border border-line bg-surface"
          >
            <ol className="divide-y divide-line">
              {shown.map((frame) => (
                <FrameRow key={frame.id} frame={frame} />
              ))}
            </ol>
          </div>
        </>
      )}
    </section>
  )
}

function save(frames: readonly Frame[]): void {
  saveText('frames.json', exportFrames(frames), 'application/json')
}
