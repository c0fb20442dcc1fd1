'use client'

import { createContext, use, type ReactNode } from 'react'

const MayHost = createContext(false)

interface MayHostProviderProps {
  mayHost: boolean
  children: ReactNode
}

export function MayHostProvider({ mayHost, children }: MayHostProviderProps) {
  return <MayHost value={mayHost}>{children}</MayHost>
}

/** Whether the person whose page it is may host visits. */
export const useMayHost = (): boolean => use(MayHost)
