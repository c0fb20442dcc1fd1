'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'

import type { LiveFigures } from '@/lib/domain/live-figures'
import { CHAT_TYPES } from '@/lib/domain/sessions'

/** People by kind of session: how many talk, as a bar too, and how many wait. */
export function KindTable({ kinds }: Pick<LiveFigures, 'kinds'>) {
  const t = useTranslations('admin.overview')
  const format = useFormatter()
  const most = Math.max(1, ...CHAT_TYPES.map((kind) => kinds[kind].talking))
  return (
    <table className="w-full border-collapse text-small tabular-nums">
      <caption className="sr-only">{t('byKind')}</caption>
      <thead>
        <tr className="text-caption text-muted">
          <th scope="col" className="pb-1 text-start font-[560]">
            {t('kind')}
          </th>
          <th scope="col" colSpan={2} className="pb-1 text-end font-[560]">
            {t('talking')}
          </th>
          <th scope="col" className="pb-1 ps-4 text-end font-[560]">
            {t('waiting')}
          </th>
        </tr>
      </thead>
      <tbody>
        {CHAT_TYPES.map((kind) => (
          <tr key={kind} className="border-t border-line">
            <th scope="row" className="text-start font-[560]">
              <Link
                href={`/admin/live?chatType=${kind}`}
                className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:decoration-ink"
              >
                {t(`chatType.${kind}`)}
              </Link>
            </th>
            <td aria-hidden className="w-1/2 ps-4">
              <div className="h-2 rounded-full bg-raised">
                <div
                  className="h-2 rounded-full bg-accent transition-[width]"
                  style={{ width: `${(100 * kinds[kind].talking) / most}%` }}
                />
              </div>
            </td>
            <td className="ps-4 text-end font-[620]">{format.number(kinds[kind].talking)}</td>
            <td className="ps-4 text-end">{format.number(kinds[kind].waiting)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
