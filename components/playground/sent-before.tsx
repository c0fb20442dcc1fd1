'use client'

import { useTranslations } from 'next-intl'
import { usePlaygroundState } from '@/components/playground/playground-context'
import { Select } from '@/components/ui/select'

const SHOWN = 20
const LABEL_LENGTH = 60

interface SentBeforeProps {
  readonly event: string
  onPick(payload: unknown): void
}

/** The payloads that this event was sent with, newest first, each once. */
export function SentBefore({ event, onPick }: SentBeforeProps) {
  const t = useTranslations('playground.compose')
  const frames = usePlaygroundState((state) => state.frames)
  const sent = frames.filter((frame) => frame.direction === 'sent' && frame.event === event)
  const payloads = new Map(sent.map(({ payload }) => [JSON.stringify(payload) ?? '', payload]))
  const newest = [...payloads.entries()].toReversed().slice(0, SHOWN)
  if (newest.length === 0) return null

  return (
    <div className="min-w-40 flex-1">
      <Select
        className="w-full"
        aria-label={t('history')}
        value=""
        onChange={({ target }) => {
          const chosen = newest[Number(target.value)]
          if (chosen) onPick(chosen[1])
        }}
      >
        <option value="">{t('historyPick')}</option>
        {newest.map(([text], index) => (
          <option key={text} value={index}>
            {text.slice(0, LABEL_LENGTH) || '–'}
          </option>
        ))}
      </Select>
    </div>
  )
}
