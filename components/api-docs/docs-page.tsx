import Link from 'next/link'
import type { ReactNode } from 'react'
import { Brand } from '@/components/site/brand'

const PAGES = [
  { name: 'overview', href: '/api/docs', label: 'Overview' },
  { name: 'rest', href: '/api/docs/rest', label: 'Endpoints' },
  { name: 'events', href: '/api/docs/events', label: 'Events' },
] as const

const TAB =
  'flex min-h-11 items-center rounded-md px-3 text-small max-sm:px-2 text-muted hover:bg-raised hover:text-ink ' +
  'aria-[current=page]:bg-raised aria-[current=page]:font-semibold aria-[current=page]:text-ink'

interface DocsPageProps {
  readonly current: (typeof PAGES)[number]['name']
  readonly title: string
  readonly children: ReactNode
}

/** The frame of the reference's pages. They are in English, like the documents they show. */
export function DocsPage({ current, title, children }: DocsPageProps) {
  return (
    <div lang="en" dir="ltr" className="mx-auto max-w-360 px-4 pb-16 sm:px-8">
      <header className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line py-3">
        <Brand />
        <nav aria-label="API reference" className="-ms-2 flex flex-wrap gap-1 sm:ms-0">
          {PAGES.map(({ name, href, label }) => (
            <Link key={name} href={href} aria-current={name === current ? 'page' : undefined} className={TAB}>
              {label}
            </Link>
          ))}
          <Link href="/playground" prefetch={false} className={TAB}>
            Playground
          </Link>
        </nav>
      </header>
      <main id="content" tabIndex={-1} className="outline-none">
        <h1 className="mt-8 text-title">{title}</h1>
        {children}
      </main>
    </div>
  )
}
