import Link from 'next/link'
import { useTranslations } from 'next-intl'

import type { Refused } from '@/components/gate/gate'
import { TwoCircles } from '@/components/site/two-circles'
import { Button } from '@/components/ui/button'

/** A kind no, with the reason and a way on. */
export function GateRefusal({ why }: { why: Refused }) {
  const t = useTranslations('gate.refused')
  return (
    <main id="content" className="mx-auto flex w-full max-w-[30rem] flex-1 flex-col justify-center gap-5 px-5 py-10">
      <TwoCircles pose="apart" className="w-40" />
      <h1 className="text-title font-[640]" role="alert">
        {t(`${why}.title`)}
      </h1>
      <p className="text-muted">{t(`${why}.text`)}</p>
      <Button asChild size="lg" className="mt-3 sm:self-start">
        <Link href="/">{t('home')}</Link>
      </Button>
    </main>
  )
}
