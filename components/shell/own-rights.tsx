'use client'

import { createContext, use, type ReactNode } from 'react'

/** What the person whose page it is may do in the parts of the app. */
interface OwnRights {
  readonly mayHost: boolean
  /** False while a second factor, or a proof of age, has to come first. */
  readonly mayConverse: boolean
  /** Enters the administration. */
  readonly mayAdminister: boolean
}

const Rights = createContext<OwnRights>({ mayHost: false, mayConverse: true, mayAdminister: false })

interface OwnRightsProviderProps extends OwnRights {
  children: ReactNode
}

export function OwnRightsProvider({ children, ...rights }: OwnRightsProviderProps) {
  return <Rights value={rights}>{children}</Rights>
}

export const useOwnRights = (): OwnRights => use(Rights)
