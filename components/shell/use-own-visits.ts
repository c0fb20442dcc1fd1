'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'

import { useAppHolder } from '@/components/app/app-context'
import { useOwnRights } from '@/components/shell/own-rights'
import { whenIdle } from '@/lib/client/browser/when-idle'
import type { OpenVisits } from '@/lib/client/visits/open-visits'

const nothing = () => () => {}

interface OwnVisits {
  /** One has visits that are not over, invitations among them, or may hold some. */
  readonly areThere: boolean
  /** Visits of others that have begun and that one has not been in yet. */
  readonly begun: number
}

/** What the parts of the app show of one's visits; their code and their list come once the page is idle. */
export function useOwnVisits(): OwnVisits {
  const holder = useAppHolder()
  const { mayConverse, mayHost } = useOwnRights()
  const parts = useSyncExternalStore(holder.subscribe, holder.current, () => undefined)
  const [known, setKnown] = useState<{
    readonly store: OpenVisits
    readonly begunIn: (visits: ReturnType<OpenVisits['getState']>) => number
  }>()

  useEffect(() => {
    if (!parts || !mayConverse) return undefined
    return whenIdle(() => {
      import('@/lib/client/visits/open-visits')
        .then(({ openVisitsOf, begunWithoutMe }) =>
          setKnown({ store: openVisitsOf(parts), begunIn: begunWithoutMe }),
        )
        .catch((error: unknown) => console.debug('What visits there are is not known yet.', error))
    })
  }, [parts, mayConverse])

  const visits = useSyncExternalStore(
    known?.store.subscribe ?? nothing,
    () => known?.store.getState(),
    () => undefined,
  )
  return {
    areThere: mayHost || (visits !== undefined && visits.length > 0),
    begun: known && visits ? known.begunIn(visits) : 0,
  }
}
