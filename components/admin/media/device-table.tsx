'use client'

import { useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import type { MediaPage } from '@/lib/client/admin/rest'

/** Microphones and cameras that people did not get, by the browser's own word for why. */
export function DeviceTable({ page: { window, total } }: { page: MediaPage }) {
  const t = useTranslations('admin.media')
  const links = useTranslations('analytics.links')
  const nav = useTranslations('admin.nav')
  const sheet = {
    columns: [t('device'), t('count')],
    rows: total.devices.map(({ device, count }) => [device, count]),
    people: [1],
  }
  return (
    <PictureTable
      id="devices"
      title={t('devices.title')}
      note={t('devices.note')}
      sheet={sheet}
      fileName={`omegoo-refused-devices-${window.start}-${window.end}`}
      empty={t('devices.empty')}
      linkOf={(_, column) =>
        column === 1 ? { href: '/admin/alerts', label: links('plain', { page: nav('alerts') }) } : undefined
      }
    />
  )
}
