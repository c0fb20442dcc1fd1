'use client'

import { useTranslations } from 'next-intl'

import { PictureTable } from '@/components/admin/picture/picture-table'
import type { MediaPage } from '@/lib/client/admin/rest'
import {
  DEVICE_ERRORS,
  DEVICE_KINDS,
  type DeviceError,
  type DeviceKind,
} from '@/lib/domain/media/device-refusals'

/** What is counted under one name: the device, and the browser's word for why there was none. */
function refusalIn(counted: string): readonly [DeviceKind, DeviceError] {
  const [kind, error] = counted.split(' ')
  return [
    DEVICE_KINDS.find((one) => one === kind) ?? 'microphone',
    DEVICE_ERRORS.find((one) => one === error) ?? 'other',
  ]
}

/** Microphones and cameras that people did not get, and why. */
export function DeviceTable({ page: { window, total } }: { page: MediaPage }) {
  const t = useTranslations('admin.media')
  const links = useTranslations('analytics.links')
  const nav = useTranslations('admin.nav')
  const sheet = {
    columns: [t('device'), t('deviceError'), t('count')],
    rows: total.devices.map(({ device, count }) => {
      const [kind, error] = refusalIn(device)
      return [t(`deviceKind.${kind}`), t(`deviceErrors.${error}`), count]
    }),
    people: [2],
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
        column === 2 ? { href: '/admin/alerts', label: links('plain', { page: nav('alerts') }) } : undefined
      }
    />
  )
}
