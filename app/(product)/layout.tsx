import type { ReactNode } from 'react'

import { pageViewer } from '@/app/viewer'
import { WithOngoing } from '@/app/with-ongoing'
import { OwnRightsProvider } from '@/components/shell/own-rights'
import { isPermitted } from '@/lib/domain/permissions'

/** The pages of the product stay connected, so that what concerns one arrives on all of them. */
export default async function ProductLayout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer()
  return (
    <OwnRightsProvider
      mayHost={viewer !== undefined && isPermitted(viewer.role, 'visits.host')}
      mayConverse={!viewer?.mustSetUpFactor && !viewer?.mustAssureAge}
      mayAdminister={
        viewer !== undefined && !viewer.mustSetUpFactor && isPermitted(viewer.role, 'admin.area')
      }
    >
      <WithOngoing connects="always">{children}</WithOngoing>
    </OwnRightsProvider>
  )
}
