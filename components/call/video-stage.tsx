'use client'

import { VideoOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'

import { Picture } from '@/components/call/picture'
import { useMedia, useMediaSession } from '@/components/call/use-media'
import { useChat } from '@/components/chat/chat-provider'
import { Avatar } from '@/components/ui/avatar'
import { CoveredPicture } from '@/components/video/covered-picture'
import { FrameCheckNote } from '@/components/video/frame-check-note'
import { browserClock } from '@/lib/client/clock'
import { browserFrameCheck } from '@/lib/client/frame-check/browser-frame-check'
import { pictureCover } from '@/lib/client/frame-check/picture-cover'
import { watchFrames } from '@/lib/client/frame-check/watch-frames'

interface VideoStageProps {
  video: RefObject<HTMLVideoElement | null>
  onReport: () => void
  /** Whether nothing of the picture may be shown elsewhere: it is covered or being checked, or there is none. */
  onCovered: (isCovered: boolean) => void
}

/** The partner's picture, checked on this device before it is shown clearly, and one's own in a corner. */
export function VideoStage({ video, onReport, onCovered }: VideoStageProps) {
  const t = useTranslations('call')
  const isRevealed = useChat(({ chat }) => chat.phase === 'chatting' && chat.isRevealed)
  const isShowing = useMedia((data) => data.isShowing)
  const remote = useMedia((data) => data.remote.video)
  const isVideoOff = useMedia((data) => data.partner.isVideoOff)
  const mine = useMedia((data) => data.tracks.video)
  const check = useFrameCheck(video)
  const cover = useStore(check.store, pictureCover)
  const checkState = useStore(check.store, ({ state }) => state)
  const hasPicture = remote !== undefined && !isVideoOff
  const isCovered = !hasPicture || cover === 'covered' || cover === 'checking'
  const hasCoverWords = hasPicture && isCovered
  useEffect(() => onCovered(isCovered), [onCovered, isCovered])
  return (
    <div className="relative isolate min-h-0 w-full flex-1 overflow-hidden rounded-xl bg-raised">
      {hasPicture ? (
        <CoveredPicture cover={cover} onShow={check.overrule} onReport={onReport}>
          <Picture video={video} track={remote} label={t('remote')} className="@lg:object-contain" />
        </CoveredPicture>
      ) : (
        <div className="flex size-full flex-col items-center justify-center gap-2 text-muted">
          <Avatar />
          <p className="flex items-center gap-2 text-small">
            <VideoOff aria-hidden className="size-4" />
            {t('cameraOff')}
          </p>
        </div>
      )}
      <div className="absolute inset-x-3 bottom-3 flex items-end justify-between gap-3">
        <div className="flex flex-col gap-2">
          {!isRevealed && !hasCoverWords && (
            <p role="status" className="rounded-md bg-canvas/90 px-3 py-2 text-small text-ink">
              {isShowing ? t('covered.waiting') : t('covered.both')} {t('covered.hint')}
            </p>
          )}
          <FrameCheckNote state={checkState} />
        </div>
        {mine && (
          <div className="h-20 w-16 shrink-0 overflow-hidden rounded-md border border-line @lg:h-36 @lg:w-48">
            <Picture track={mine} label={t('preview')} isMirrored />
          </div>
        )}
      </div>
    </div>
  )
}

function useFrameCheck(video: RefObject<HTMLVideoElement | null>) {
  const session = useMediaSession()
  const check = useMemo(() => browserFrameCheck(), [])
  useEffect(() => {
    const end = watchFrames({
      check,
      source: () => video.current ?? undefined,
      isLimited: () => session?.state.getState().reading?.sample.videoOut?.limitedBy === 'cpu',
      clock: browserClock,
      page: document,
    })
    return () => {
      end()
      check.dispose()
    }
  }, [check, session, video])
  return check
}
