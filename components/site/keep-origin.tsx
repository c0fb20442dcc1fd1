'use client'

import { useEffect } from 'react'

import { keepOrigin } from '@/lib/client/account/origin'

/** Keeps for this tab how a person came here; shows nothing. */
export function KeepOrigin() {
  useEffect(() => keepOrigin({ address: location.href, referrer: document.referrer }), [])
  return null
}
