import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'

import { pageViewer } from '@/app/viewer'
import { PAGE_HEADER } from '@/lib/client/browser/page-header'
import { signInAddress } from '@/lib/client/account/return-address'
import { isPermitted, type Permission } from '@/lib/domain/permissions'
import type { Viewer } from '@/lib/server/runtime-slot'

/**
 * Lets holders of a permission pass, by the role in the database. Other people get the 403 page; a person who is
 * signed out signs in and comes back. Every page of the administration asks for itself: a layout is not asked
 * again on the way from page to page. Who has to set up a second factor first is led to where that is done.
 */
export async function admit(permission: Permission): Promise<Viewer> {
  const viewer = await pageViewer()
  if (!viewer) redirect(signInAddress((await headers()).get(PAGE_HEADER) ?? '/admin'))
  if (viewer.mustSetUpFactor) redirect('/settings')
  if (!isPermitted(viewer.role, permission)) forbidden()
  return viewer
}
