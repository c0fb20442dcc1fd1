import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'

import { OpenedAs } from '@/components/account/opened-as'
import { AdminFeedProvider } from '@/components/admin/admin-feed'
import { AdminShell } from '@/components/admin/admin-shell'
import { ViewerRole } from '@/components/admin/viewer-role'
import { ClientMessages } from '@/components/i18n/client-messages'
import { UpdateBanner } from '@/components/pwa/update-banner'
import { THEME_COOKIE, toTheme } from '@/lib/client/browser/theme'
import { navigationFor } from '@/lib/client/admin/sections'

import { admit } from './access'

export async function generateMetadata(): Promise<Metadata> {
  const title = (await getTranslations('admin'))('title')
  return { title: { default: title, template: `%s · ${title}` }, robots: { index: false } }
}

/** The frame of the administration; people without the permission see none of it. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { userId, tenantId, role, displayName } = await admit('admin.area')
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value)
  return (
    <ClientMessages areas={['common', 'errors', 'admin']}>
      <UpdateBanner />
      <AdminShell groups={navigationFor(role, tenantId)} role={role} name={displayName} theme={theme}>
        <ViewerRole role={role}>
          <OpenedAs key={userId} account={userId}>
            <AdminFeedProvider>{children}</AdminFeedProvider>
          </OpenedAs>
        </ViewerRole>
      </AdminShell>
    </ClientMessages>
  )
}
