import type { ReactNode } from 'react'

import { WithOngoing } from '@/app/with-ongoing'

/** The pages of the product stay connected, so that what concerns one arrives on all of them. */
export default function ProductLayout({ children }: { children: ReactNode }) {
  return <WithOngoing connects="always">{children}</WithOngoing>
}
