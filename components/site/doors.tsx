import { ArrowRight, MessageCircle, Mic, Video } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Badge } from '@/components/ui/badge'

/** The three ways to talk. A door that is not open yet is marked so and is no link. */
export function Doors() {
  const t = useTranslations('landing.doors')
  return (
    <nav aria-label={t('label')}>
      <ul className="grid grid-cols-2 gap-3">
        <li className="col-span-2">
          <Link
            href="/chat"
            className="group flex min-h-20 items-center gap-4 rounded-xl bg-accent px-5 py-4 text-on-accent transition-[background-color,scale] hover:bg-accent-strong active:scale-[0.985]"
          >
            <MessageCircle aria-hidden className="size-7 shrink-0" />
            <span className="flex flex-1 flex-col">
              <span className="text-lead font-[640]">{t('text.title')}</span>
              <span className="text-small">{t('text.note')}</span>
            </span>
            <ArrowRight
              aria-hidden
              className="size-6 shrink-0 transition-transform group-hover:translate-x-1 rtl:-scale-x-100 rtl:group-hover:-translate-x-1"
            />
          </Link>
        </li>
        <ClosedDoor icon={<Mic aria-hidden />} title={t('voice.title')} />
        <ClosedDoor icon={<Video aria-hidden />} title={t('video.title')} />
      </ul>
      <p className="mt-3 text-small text-muted">{t('soonNote')}</p>
    </nav>
  )
}

function ClosedDoor({ icon, title }: { icon: ReactNode; title: string }) {
  const t = useTranslations('landing.doors')
  return (
    <li className="flex min-h-14 items-center gap-2 rounded-lg border border-dashed border-line-strong px-3 text-muted sm:gap-3 sm:px-4 [&>svg]:size-5 [&>svg]:shrink-0">
      {icon}
      <span className="flex-1 font-[560]">{title}</span>
      <Badge>{t('soon')}</Badge>
    </li>
  )
}
