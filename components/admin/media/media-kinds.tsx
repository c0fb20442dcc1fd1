'use client'

import { useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import { useMediaWords } from '@/components/admin/media/use-media-words'
import { type PictureFilter, usePictureLinks } from '@/components/admin/picture/use-picture-links'
import type { MediaPage } from '@/lib/client/admin/rest'

const SETUP = 2

/** Voice beside video. */
export function MediaKinds({
  page: { window, kinds },
  inAddress,
}: {
  page: MediaPage
  inAddress: PictureFilter
}) {
  const links = usePictureLinks(inAddress)
  const t = useTranslations('admin.media')
  const kindWords = useTranslations('admin.overview.chatType')
  const { percent, time } = useMediaWords()
  const sheet = {
    columns: [
      t('kind'),
      t('sessions'),
      t('setupP95'),
      t('failed'),
      t('lossP95'),
      t('relay'),
      t('reconnected'),
    ],
    rows: kinds.map((kind) => [
      kindWords(kind.chatType),
      kind.sessions,
      kind.setup.count === 0 ? null : kind.setup.p95,
      kind.failedPercent,
      kind.setup.count === 0 ? null : kind.loss.p95,
      kind.relayPercent,
      kind.reconnectPercent,
    ]),
    people: [1],
  }
  return (
    <PictureTable
      id="kinds"
      title={t('kinds.title')}
      note={t('kinds.note')}
      sheet={sheet}
      fileName={`omegoo-voice-and-video-${window.start}-${window.end}`}
      empty={t('noCalls')}
      linkOf={(row, column) => {
        const kind = kinds[row]?.chatType
        if (!kind || column > 1) return undefined
        return column === 0 ? links.kind(kind) : links.figures('engagement', '/admin/engagement', kind)
      }}
      say={(cell, column) =>
        typeof cell !== 'number'
          ? undefined
          : column === SETUP
            ? time(cell)
            : column > SETUP
              ? percent(cell)
              : undefined
      }
    />
  )
}
