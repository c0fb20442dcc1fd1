'use client'

import { clsx } from 'clsx'
import { Check, Copy, LoaderCircle, RotateCw, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'

export type ConnectionState =
  | { readonly kind: 'online' }
  | { readonly kind: 'connecting' }
  /** The device reports no network. */
  | { readonly kind: 'offline'; readonly nextTryInSeconds: number }
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly nextTryInSeconds: number }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'outdated' }
  /** Open in too many places; closed here. */
  | { readonly kind: 'crowded' }

interface ConnectionBannerProps {
  state: ConnectionState
  /** Try now, load the new version when the state is `outdated`, or connect here when it is `crowded`. */
  onRetry: () => void
}

const signs = {
  connecting: <LoaderCircle aria-hidden className="animate-spin" />,
  offline: <WifiOff aria-hidden />,
  reconnecting: <LoaderCircle aria-hidden className="animate-spin" />,
  resumed: <Check aria-hidden />,
  outdated: <RotateCw aria-hidden />,
  crowded: <Copy aria-hidden />,
}

const actions: Readonly<Partial<Record<ConnectionState['kind'], 'retry' | 'reload' | 'useHere'>>> = {
  offline: 'retry',
  reconnecting: 'retry',
  outdated: 'reload',
  crowded: 'useHere',
}

/**
 * The app's one indicator of how the connection is. It has a line of its own and covers nothing; online
 * it is empty, but stays in the page so that screen readers hear every change.
 */
export function ConnectionBanner({ state, onRetry }: ConnectionBannerProps) {
  const t = useTranslations('common.connection')
  const action = actions[state.kind]
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
      {'nextTryInSeconds' in state && state.nextTryInSeconds > 0 && (
        <span aria-hidden className="whitespace-nowrap text-muted tabular-nums">
          {t('nextTry', { seconds: state.nextTryInSeconds })}
        </span>
      )}
      {action && (
        <button
          type="button"
          onClick={onRetry}
          className="min-h-11 rounded-sm px-2 font-[620] whitespace-nowrap text-accent-ink underline-offset-4 hover:underline"
        >
          {t(action)}
        </button>
      )}
    </div>
  )
}
