'use client'

import { clsx } from 'clsx'
import { CalendarClock, Gauge, MessagesSquare, Settings, Shuffle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

import { useOwnRights } from '@/components/shell/own-rights'
import { useUnread } from '@/components/shell/use-own-conversations'
import { useOwnVisits } from '@/components/shell/use-own-visits'

const PARTS = [
  { href: '/chat', name: 'meet', sign: <Shuffle aria-hidden />, pages: ['/chat', '/voice', '/video'] },
  {
    href: '/messages',
    name: 'messages',
    sign: <MessagesSquare aria-hidden />,
    pages: ['/messages', '/channels'],
  },
  { href: '/visits', name: 'visits', sign: <CalendarClock aria-hidden />, pages: ['/visits'] },
  { href: '/settings', name: 'settings', sign: <Settings aria-hidden />, pages: ['/settings', '/wallet'] },
  { href: '/admin', name: 'admin', sign: <Gauge aria-hidden />, pages: [] },
] as const

interface AppNavProps {
  /** At the end of the rail; not on a phone. */
  end?: ReactNode
  className?: string
}

/**
 * The parts of the app: a rail at the side of a desktop, tabs at the bottom of a phone, in a column or a row of its parent. An
 * on-screen keyboard takes the room of the tabs.
 */
export function AppNav({ end, className }: AppNavProps) {
  const t = useTranslations('shell.nav')
  const path = usePathname()
  const unread = useUnread()
  const { mayAdminister } = useOwnRights()
  const visits = useOwnVisits()
  const isThere = { visits: visits.areThere, admin: mayAdminister }
  const counts: Partial<Record<string, number>> = { messages: unread, visits: visits.begun }
  return (
    <nav
      aria-label={t('label')}
      className={clsx(
        'flex shrink-0 border-line bg-surface max-lg:border-t max-lg:pb-[env(safe-area-inset-bottom)] max-lg:[@media(max-height:560px)]:hidden lg:w-20 lg:flex-col lg:items-center lg:gap-2 lg:border-e lg:pt-4 lg:pb-3',
        className,
      )}
    >
      {PARTS.filter(({ name }) => (name !== 'visits' && name !== 'admin') || isThere[name]).map(
        ({ href, name, sign, pages }) => {
          const isHere = pages.some((page: string) => path === page || path.startsWith(`${page}/`))
          const count = counts[name] ?? 0
          return (
            <Link
              key={href}
              href={href}
              prefetch={false}
              aria-current={isHere ? 'page' : undefined}
              className={clsx(
                'relative flex min-h-14 flex-col items-center justify-center gap-1 rounded-md text-caption font-[560] -outline-offset-2 transition-colors hover:text-ink max-lg:flex-1 lg:w-[4.5rem] lg:py-2 [&_svg]:size-6',
                // A phone leads to the administration from the settings.
                name === 'admin' && 'max-lg:hidden',
                isHere ? 'text-accent-ink lg:bg-accent-soft forced-colors:underline' : 'text-muted',
              )}
            >
              <span className="relative">
                {sign}
                {count > 0 && <Count count={count} />}
              </span>
              {t(name)}
              {count > 0 && (
                <span className="sr-only">{t(name === 'visits' ? 'begun' : 'unread', { count })}</span>
              )}
            </Link>
          )
        },
      )}
      {end && <div className="mt-auto max-lg:hidden">{end}</div>}
    </nav>
  )
}

function Count({ count }: { count: number }) {
  return (
    <span
      aria-hidden
      className="absolute start-1/2 -top-2 ms-1 min-w-5 rounded-full bg-accent px-1 text-center text-caption leading-5 font-[620] text-on-accent tabular-nums forced-colors:border"
    >
      {count > 99 ? '99+' : count}
    </span>
  )
}
