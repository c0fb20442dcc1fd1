import { Hourglass, TriangleAlert, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'

export type Problem = 'offline' | 'tooFast' | 'unexpected'

const signs = { offline: WifiOff, tooFast: Hourglass, unexpected: TriangleAlert }

/** Says why the last try did not work; gone when a waiting time is over. */
export function GateProblem({ problem, secondsLeft }: { problem: Problem | undefined; secondsLeft: number }) {
  const t = useTranslations('gate.problem')
  const isOver = problem === 'tooFast' && secondsLeft === 0
  if (!problem || isOver) return <div role="alert" className="hidden" />

  const Sign = signs[problem]
  return (
    <div
      role="alert"
      aria-atomic="false"
      className="flex items-start gap-3 rounded-md bg-raised px-4 py-3 text-small"
    >
      <Sign aria-hidden className="mt-[1px] size-5 shrink-0" />
      <p className="tabular-nums">{t(problem, { seconds: secondsLeft })}</p>
    </div>
  )
}
