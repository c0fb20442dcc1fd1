import { redirect } from 'next/navigation'

import { pageViewer } from '@/app/viewer'
import { gateAddress } from '@/lib/client/account/return-address'

/** Sends people who are signed out to the gate, and those whose age has yet to be confirmed to that. */
export async function requireViewer(page: string): Promise<void> {
  const viewer = await pageViewer()
  if (!viewer) redirect(gateAddress(page))
  if (viewer.mustAssureAge) redirect('/age')
}
