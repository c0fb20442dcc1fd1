'use client'

import { clsx } from 'clsx'
import { Check, LoaderCircle, RotateCw, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'

export type ConnectionState =
  | { readonly kind: 'online' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly nextTryInSeconds: number }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'outdated' }

interface ConnectionBannerProps {
  state: ConnectionState
  /** Try now, or load the new version when the state is `outdated`. */
  onRetry: () => void
}

const signs = {
  connecting: <LoaderCircle aria-hidden className="animate-spin" />,
  offline: <WifiOff aria-hidden />,
  reconnecting: <LoaderCircle aria-hidden className="animate-spin" />,
  resumed: <Check aria-hidden />,
  outdated: <RotateCw aria-hidden />,
}

/**
 * The app's one place that says how the connection is. It takes a line of its own and covers nothing; online
 * it is empty, but stays in the page so that screen readers hear every change.
 */
export function ConnectionBanner({ state, onRetry }: ConnectionBannerProps) {
  const t = useTranslations('common.connection')
  const canRetry = state.kind === 'offline' || state.kind === 'reconnecting' || state.kind === 'outdated'
  return (
    <div
      className={clsx(
        'flex items-center justify-center gap-2 px-4 text-small',
        state.kind !== 'online' && 'min-h-11 animate-fade border-b border-line',
        state.kind === 'resumed' ? 'bg-accent-soft text-accent-ink' : 'bg-raised text-ink',
      )}
    >
      <p role="status" className="flex items-center gap-2 [&_svg]:size-4 [&_svg]:shrink-0">
        {state.kind !== 'online' && (
          <>
            {signs[state.kind]}
            {t(state.kind)}
          </>
        )}
      </p>
      {/* Outside the status: a number that changes every second must not be read out every second. */}
      {state.kind === 'reconnecting' && (
        <span aria-hidden className="whitespace-nowrap text-muted tabular-nums">
          {t('nextTry', { seconds: state.nextTryInSeconds })}
        </span>
      )}
      {canRetry && (
        <button
          type="button"
          onClick={onRetry}
          className="min-h-11 rounded-sm px-2 font-[620] whitespace-nowrap text-accent-ink underline-offset-4 hover:underline"
        >
          {state.kind === 'outdated' ? t('reload') : t('retry')}
        </button>
      )}
    </div>
  )
}
