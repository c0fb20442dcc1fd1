'use client'

import { createContext, use, type ReactNode } from 'react'

import type { Role } from '@/lib/domain/accounts'

const RoleContext = createContext<Role>('user')

/** Says who looks, so that nothing is offered that the server would refuse. */
export function ViewerRole({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>
}

/** The viewer's role, as the server knew it when the page came. */
export function useViewerRole(): Role {
  return use(RoleContext)
}
