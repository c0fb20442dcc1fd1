import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { AppealForm } from '@/components/account/appeal-form'
import type { Refused } from '@/lib/client/account/refused'
import { useMoment } from '@/components/settings/use-moment'
import { TwoCircles } from '@/components/site/two-circles'
import { buttonLook } from '@/components/ui/button-look'

/** A kind no, with the reason and a way on. */
export function GateRefusal({ refused }: { refused: Refused }) {
  const t = useTranslations('gate.refused')
  const moment = useMoment()
  const { why } = refused
  const until = refused.why === 'banned' ? refused.until : undefined
  return (
    <main
      id="content"
      className="mx-auto flex w-full max-w-[30rem] flex-1 flex-col justify-center gap-5 px-5 py-10"
    >
      <TwoCircles pose="apart" className="w-40" />
      {/* Takes the focus that the form had, so that the answer is read out. */}
      <h1 ref={(heading) => heading?.focus()} tabIndex={-1} className="text-title font-[640] outline-none">
        {t(`${why}.title`)}
      </h1>
      <p className="text-muted">{t(`${why}.text`)}</p>
      {until !== undefined && (
        <p className="font-[560]">
          {until === null ? t('banned.forever') : t('banned.until', { time: moment(until) })}
        </p>
      )}
      {refused.why === 'banned' && <AppealForm who={undefined} news={refused.appeal} />}
      <Link href="/" className={buttonLook({ size: 'lg', className: 'mt-3 sm:self-start' })}>
        {t('home')}
      </Link>
    </main>
  )
}
