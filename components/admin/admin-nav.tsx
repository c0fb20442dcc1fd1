'use client'

import {
  Activity,
  BellRing,
  Building2,
  Coins,
  Flag,
  Map,
  PhoneCall,
  Radio,
  Repeat,
  Shuffle,
  Users,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { addressOf, isWithin, type Section } from '@/lib/client/admin/sections'

const icons: Readonly<Record<Section, ReactNode>> = {
  overview: <Activity aria-hidden />,
  alerts: <BellRing aria-hidden />,
  live: <Radio aria-hidden />,
  matching: <Shuffle aria-hidden />,
  media: <PhoneCall aria-hidden />,
  reports: <Flag aria-hidden />,
  users: <Users aria-hidden />,
  engagement: <Repeat aria-hidden />,
  acquisition: <Map aria-hidden />,
  revenue: <Coins aria-hidden />,
  tenants: <Building2 aria-hidden />,
}

interface AdminNavProps {
  sections: readonly Section[]
  /** Called when a link is followed, for whatever has to close then. */
  onWalk?: () => void
}

/** The parts of the administration that the viewer may open. */
export function AdminNav({ sections, onWalk }: AdminNavProps) {
  const t = useTranslations('admin.nav')
  const path = usePathname()
  return (
    <nav aria-label={t('label')}>
      <ul className="flex flex-col gap-1">
        {sections.map((section) => (
          <li key={section}>
            <Link
              href={addressOf(section)}
              prefetch={false}
              aria-current={isWithin(section, path) ? 'page' : undefined}
              className="flex min-h-11 items-center gap-3 rounded-md px-3 text-small font-[560] text-muted transition-colors hover:bg-raised hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:text-ink [&_svg]:size-5"
              onClick={onWalk}
            >
              {icons[section]}
              {t(section)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
