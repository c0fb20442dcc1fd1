import type { ReactNode } from 'react'

import { WithOngoing } from '@/app/with-ongoing'

/** Reading about the product is not being here: these pages connect only for a conversation that runs. */
export default function SiteLayout({ children }: { children: ReactNode }) {
  return <WithOngoing connects="for-session">{children}</WithOngoing>
}
