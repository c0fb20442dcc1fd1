'use client'

import {
  Activity,
  BellRing,
  Building2,
  Coins,
  Flag,
  Gavel,
  Map,
  Megaphone,
  MessagesSquare,
  PhoneCall,
  Radio,
  Repeat,
  Scale,
  Shuffle,
  Users,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, type ReactNode } from 'react'

import { carriedFilter } from '@/lib/client/admin/analytics/use-figure-filter'
import {
  addressOf,
  isOfDays,
  isPageOfDays,
  isWithin,
  type NavigationGroup,
  type Section,
} from '@/lib/client/admin/sections'

const icons: Readonly<Record<Section, ReactNode>> = {
  overview: <Activity aria-hidden />,
  alerts: <BellRing aria-hidden />,
  live: <Radio aria-hidden />,
  matching: <Shuffle aria-hidden />,
  media: <PhoneCall aria-hidden />,
  reports: <Flag aria-hidden />,
  appeals: <Scale aria-hidden />,
  moderation: <Gavel aria-hidden />,
  users: <Users aria-hidden />,
  conversations: <MessagesSquare aria-hidden />,
  broadcasts: <Megaphone aria-hidden />,
  engagement: <Repeat aria-hidden />,
  acquisition: <Map aria-hidden />,
  revenue: <Coins aria-hidden />,
  tenants: <Building2 aria-hidden />,
}

interface AdminNavProps {
  groups: readonly NavigationGroup[]
  /** Called when a link is followed, for whatever has to close then. */
  onWalk?: () => void
}

/** The parts of the administration that the viewer may open, under headings. Days that one chose go along between their pages. */
export function AdminNav({ groups, onWalk }: AdminNavProps) {
  const t = useTranslations('admin.nav')
  const path = usePathname()
  const params = useSearchParams()
  const days = isPageOfDays(path) ? carriedFilter(params) : ''
  const id = useId()
  return (
    <nav aria-label={t('label')} className="flex flex-col gap-4 lg:gap-1">
      {groups.map(({ group, sections }) => (
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <h2 id={`${id}-${group}`} className="px-3 text-caption font-[560] text-muted">
            {t(`group.${group}`)}
          </h2>
          <ul className="flex flex-col">
            {sections.map((section) => (
              <li key={section}>
                <Link
                  href={`${addressOf(section)}${isOfDays(section) ? days : ''}`}
                  prefetch={false}
                  aria-current={isWithin(section, path) ? 'page' : undefined}
                  className="relative flex min-h-11 items-center gap-3 lg:pointer-fine:min-h-8 rounded-md px-3 text-small font-[560] text-muted transition-colors before:absolute before:inset-y-2 before:start-0 before:w-[3px] before:rounded-full aria-[current=page]:before:bg-accent hover:bg-raised hover:text-ink aria-[current=page]:bg-raised aria-[current=page]:text-ink [&_svg]:size-5"
                  onClick={onWalk}
                >
                  {icons[section]}
                  {t(section)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
