'use client'

import { Info } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { useMedia, useMediaActions } from '@/components/call/use-media'
import { Button } from '@/components/ui/button'
import type { Cause } from '@/lib/client/rtc/line/cause'

/** What stands in the way of hearing and seeing each other, only while something does, with what helps. */
export function LineNote() {
  const t = useTranslations('call')
  const notes = useNotes()
  const landing = useMedia((data) => data.landing)
  const actions = useMediaActions()
  const { requestMode } = useChatActions()
  const isBarelyHeard = useIsBarelyHeard()
  return (
    <div role="status" className="empty:hidden">
      {(notes.length > 0 || isBarelyHeard) && (
        <ul className="flex flex-col gap-2 rounded-md border border-line bg-raised px-3 py-2 text-small">
          {notes.map((note) => (
            <li key={note} className="flex items-start gap-2">
              <Info aria-hidden className="mt-[3px] size-4 shrink-0" />
              {note}
            </li>
          ))}
          {landing?.kind === 'voice' && (
            <li>
              <Button onClick={actions?.retryPicture}>{t('landing.retry')}</Button>
            </li>
          )}
          {isBarelyHeard && (
            <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {t('landing.barely')}
              <Button onClick={() => requestMode('text')}>{t('suggest.write')}</Button>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

/** The last step of a soft landing: a line that carries no picture any more, and hardly any sound, carries words. */
function useIsBarelyHeard(): boolean {
  const isVideo = useChat(({ chat }) => chat.phase === 'chatting' && chat.chatType === 'video')
  return useMedia(
    ({ reading, landing, link }) =>
      link?.kind === 'connected' &&
      reading?.grade === 'bad' &&
      (reading.cause?.kind === 'uplink' || reading.cause?.kind === 'downlink') &&
      (!isVideo || landing?.kind === 'voice'),
  )
}

function useNotes(): readonly string[] {
  const t = useTranslations('call')
  const cause = useMedia(({ reading }) => reading?.cause)
  const grade = useMedia(({ reading }) => reading?.grade)
  const landing = useMedia((data) => data.landing)
  const lost = useMedia((data) => data.lost)
  const isInterrupted = useMedia((data) => data.isInterrupted)
  const isUp = useMedia(({ link }) => link?.kind === 'connected')
  const isPoor = grade === 'poor' || grade === 'bad'
  const isOwn = cause && OWN_SIDE.has(cause.kind)
  return [
    ...(lost ? [t(LOST[lost])] : []),
    ...(isInterrupted ? [t('interrupted')] : []),
    ...(landing && landing.kind !== 'video' ? [t(`landing.${landing.kind}`)] : []),
    ...(cause && isUp && (isPoor || isOwn) && !isInterrupted ? [wordsFor(cause, t)] : []),
  ]
}

const LOST = {
  microphone: 'lostMicrophone',
  camera: 'lostCamera',
  'camera-refused': 'cameraRefused',
} as const

/** These are worth a word however good the line is. */
const OWN_SIDE: ReadonlySet<Cause['kind']> = new Set(['device-ended', 'silent-microphone', 'no-packets'])

function wordsFor(cause: Cause, t: ReturnType<typeof useTranslations<'call'>>): string {
  switch (cause.kind) {
    case 'uplink':
      return cause.lossPercent === undefined
        ? t('line.uplinkNarrow')
        : t('line.uplink', { percent: Math.round(cause.lossPercent) })
    case 'downlink':
      return t('line.downlink', { percent: Math.round(cause.lossPercent) })
    case 'delay':
      return t('line.delay', { ms: Math.round(cause.roundTripMs / 2) })
    case 'device-ended':
    case 'muted-by-system':
    case 'no-packets':
    case 'processor':
    case 'silent-microphone':
      return t(`line.${cause.kind}`)
  }
}
