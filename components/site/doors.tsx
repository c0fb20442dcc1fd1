import { ArrowRight, MessageCircle, Mic, Video } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** The three ways to talk. */
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
        <MediaDoor href="/voice" icon={<Mic aria-hidden />} title={t('voice.title')} note={t('voice.note')} />
        <MediaDoor
          href="/video"
          icon={<Video aria-hidden />}
          title={t('video.title')}
          note={t('video.note')}
        />
      </ul>
    </nav>
  )
}

interface MediaDoorProps {
  href: string
  icon: ReactNode
  title: string
  note: string
}

/** Its page is not fetched ahead: most people open one door, and none of the others' code is theirs to load. */
function MediaDoor({ href, icon, title, note }: MediaDoorProps) {
  return (
    <li className="grid">
      <Link
        href={href}
        prefetch={false}
        className="grid min-h-20 grid-cols-[24px_minmax(0,1fr)] content-center items-center gap-x-3 rounded-xl border border-line-strong bg-surface px-4 py-3 transition-[background-color,border-color,scale] hover:border-ink hover:bg-raised active:scale-[0.985] sm:gap-x-4 sm:px-5 [&>svg]:size-6 [&>svg]:text-accent-ink sm:[&>svg]:row-span-2"
      >
        {icon}
        <span className="font-[640]">{title}</span>
        <span className="text-caption text-pretty text-muted max-sm:col-span-full">{note}</span>
      </Link>
    </li>
  )
}
