'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

import type { AppParts } from '@/lib/client/app/app-parts'

/** Without a login any more, the page is asked for again: it is the gate, or leads there. */
export function useSignedOut(parts: AppParts | undefined): void {
  const { refresh } = useRouter()
  useEffect(() => {
    return parts?.socket.connection.store.subscribe(({ status }) => {
      if (status === 'signed-out') refresh()
    })
  }, [parts, refresh])
}
