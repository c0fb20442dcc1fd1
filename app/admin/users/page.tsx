import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { UserList } from '@/components/admin/users/user-list'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.users'))('title') }
}

export default async function UsersPage() {
  await admit('admin.users')
  return <UserList />
}
