'use client'

import { LogOut, Menu } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'

import { AdminNav } from '@/components/admin/admin-nav'
import { Brand } from '@/components/site/brand'
import { ThemeSwitch } from '@/components/site/theme-switch'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { leaveAccount } from '@/lib/client/account/leave-account'
import { ownAccount } from '@/lib/client/account/own-account'
import type { NavigationGroup } from '@/lib/client/admin/sections'
import type { Theme } from '@/lib/client/browser/theme'
import type { Role } from '@/lib/domain/accounts'

interface AdminShellProps {
  groups: readonly NavigationGroup[]
  role: Role
  /** Null: the account has no name. */
  name: string | null
  theme: Theme
  children: ReactNode
}

/** Navigation at the side of wide screens, behind a button on narrow ones; the page has the rest. In English only. */
export function AdminShell({ groups, role, name, theme, children }: AdminShellProps) {
  const t = useTranslations('admin')
  const common = useTranslations('common')
  const [isOpen, setIsOpen] = useState(false)
  const who = <Who role={role} name={name} />

  return (
    <div lang="en" dir="ltr" className="flex min-h-dvh flex-col lg:flex-row">
      <aside className="sticky top-0 hidden h-dvh w-[17.5rem] shrink-0 flex-col gap-3 border-e border-line bg-surface px-3 py-3 lg:flex">
        <div className="px-2">
          <Brand />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">
          <AdminNav groups={groups} />
        </div>
        <div className="flex flex-col gap-2 border-t border-line pt-2">
          <div className="flex flex-wrap items-center justify-between gap-x-2">
            {who}
            <SignOut />
          </div>
          <ThemeSwitch initial={theme} />
        </div>
      </aside>
      <header className="flex items-center justify-between gap-3 border-b border-line bg-surface px-4 pt-[max(4px,env(safe-area-inset-top))] pb-1 lg:hidden">
        <Brand />
        <IconButton
          label={t('shell.menu')}
          icon={<Menu aria-hidden />}
          tip="below"
          tipAt="end"
          onClick={() => setIsOpen(true)}
        />
      </header>
      <main id="content" className="min-w-0 flex-1 px-4 py-5 sm:px-6 lg:px-8 lg:py-6">
        {children}
      </main>
      <Dialog
        form="sheet"
        open={isOpen}
        onOpenChange={setIsOpen}
        title={t('title')}
        closeLabel={common('close')}
      >
        <AdminNav groups={groups} onWalk={() => setIsOpen(false)} />
        <div className="flex flex-col items-start gap-4 border-t border-line pt-4">
          {who}
          <SignOut />
          <ThemeSwitch initial={theme} />
        </div>
      </Dialog>
    </div>
  )
}

function SignOut() {
  const t = useTranslations('admin')
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready')
  const handleSignOut = async () => {
    setState('busy')
    setState(problemOf(await leaveAccount(ownAccount.logOut)) ?? 'busy')
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <Button look="quiet" busy={state === 'busy'} onClick={() => void handleSignOut()}>
        <LogOut aria-hidden />
        {t('shell.signOut')}
      </Button>
      <p role="alert" className="px-2 text-caption empty:hidden">
        {state !== 'ready' && state !== 'busy' && t(`problem.${state}`)}
      </p>
    </div>
  )
}

function Who({ role, name }: Pick<AdminShellProps, 'role' | 'name'>) {
  const t = useTranslations('admin')
  // The first administrator is called what they are.
  const words = new Set([name ?? t('shell.nameless'), t(`role.${role}`)])
  return (
    <p className="flex flex-wrap items-center gap-x-3 px-2 text-caption text-muted">
      {[...words].join(' · ')}
      <Link
        href="/settings"
        prefetch={false}
        className="inline-flex min-h-11 items-center underline decoration-line underline-offset-4 hover:text-ink"
      >
        {t('shell.own')}
      </Link>
    </p>
  )
}
