import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { UserView } from '@/components/admin/users/user-view'

import { admit } from '../../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.user'))('title') }
}

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  await admit('admin.users')
  const { id } = await params
  return <UserView key={id} id={decodeURIComponent(id)} />
}
