import type { ReactNode } from 'react'

import { pageViewer } from '@/app/viewer'
import { WithOngoing } from '@/app/with-ongoing'
import { MayHostProvider } from '@/components/shell/may-host'
import { isPermitted } from '@/lib/domain/permissions'

/** The pages of the product stay connected, so that what concerns one arrives on all of them. */
export default async function ProductLayout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer()
  return (
    <MayHostProvider mayHost={viewer !== undefined && isPermitted(viewer.role, 'visits.host')}>
      <WithOngoing connects="always">{children}</WithOngoing>
    </MayHostProvider>
  )
}
