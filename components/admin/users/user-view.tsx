'use client'

import { ArrowLeft, Ban, KeyRound, UserCog } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { AuditList } from '@/components/admin/audit-list'
import { BanDialog } from '@/components/admin/ban-dialog'
import { PersonRecord } from '@/components/admin/casework/person-record'
import { TextDialog } from '@/components/admin/casework/text-dialog'
import { ProblemNote } from '@/components/admin/problem-note'
import { ReportGroup } from '@/components/admin/reports/report-group'
import { Section } from '@/components/admin/section'
import { RoleDialog } from '@/components/admin/users/role-dialog'
import { SessionTable } from '@/components/admin/users/session-table'
import { UserFacts } from '@/components/admin/users/user-facts'
import { UserMemberships, UserPermissions } from '@/components/admin/users/user-memberships'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { unban } from '@/lib/client/admin/casework/casework-rest'
import { removeSecondFactor, type UserFile, userPath } from '@/lib/client/admin/rest'
import { useRemote } from '@/lib/client/admin/use-remote'

/** One person: all that is kept of them but their messages, and what can be done. */
export function UserView({ id }: { id: string }) {
  const t = useTranslations('admin.user')
  const { data, problem, again } = useRemote<UserFile>(userPath(id), 0)
  return (
    <div className="flex flex-col gap-5">
      <Link
        href="/admin/users"
        className="inline-flex min-h-11 items-center gap-2 self-start rounded-sm text-small text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t('back')}
      </Link>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? <Person user={data} onChange={again} /> : !problem && <PersonSkeleton label={t('loading')} />}
    </div>
  )
}

function Person({ user, onChange }: { user: UserFile; onChange: () => void }) {
  const t = useTranslations('admin')
  return (
    <>
      <PersonHeader user={user} onChange={onChange} />
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem] 2xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <ReportGroup title={t('user.against')} none={t('user.againstNone')} reports={user.reportsAgainst} />
          <ReportGroup title={t('user.by')} none={t('user.byNone')} reports={user.reportsBy} />
          <Section title={t('user.sessions')} note={t('user.sessionsNote')} flush>
            <SessionTable sessions={user.sessions} />
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <UserFacts user={user} />
          <UserMemberships conversations={user.conversations} />
          <UserPermissions permissions={user.permissions} />
          <PersonRecord userId={user.userId} />
          <Section title={t('user.bans')}>
            <AuditList entries={user.bans} />
          </Section>
          <Section title={t('audit.title')}>
            <AuditList entries={user.audit} />
          </Section>
        </div>
      </div>
    </>
  )
}

function PersonHeader({ user, onChange }: { user: UserFile; onChange: () => void }) {
  const t = useTranslations('admin')
  const [dialog, setDialog] = useState<'ban' | 'role' | 'unban' | 'factor'>()
  const close = () => setDialog(undefined)
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-wrap items-center gap-3">
        <h1 className="text-title font-[640] wrap-anywhere">
          {user.displayName ?? t('shortId', { id: user.userId.slice(0, 8) })}
        </h1>
        <Badge>{t(`role.${user.role}`)}</Badge>
        {user.banned && <Badge tone="harm">{t('banned')}</Badge>}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setDialog('role')}>
          <UserCog aria-hidden />
          {t('role.change')}
        </Button>
        {user.secondFactor && (
          <Button onClick={() => setDialog('factor')}>
            <KeyRound aria-hidden />
            {t('factor.open')}
          </Button>
        )}
        {user.banned && <Button onClick={() => setDialog('unban')}>{t('unban.open')}</Button>}
        <Button look="harm-quiet" onClick={() => setDialog('ban')}>
          <Ban aria-hidden />
          {t(user.banned ? 'ban.again' : 'ban.open')}
        </Button>
      </div>
      {dialog === 'ban' && (
        <BanDialog userId={user.userId} name={user.displayName} onClose={close} onBanned={onChange} />
      )}
      {dialog === 'unban' && (
        <TextDialog
          title={t('unban.title')}
          description={t('unban.lead')}
          label={t('unban.reason')}
          confirm={t('unban.confirm')}
          onSend={(reason) => unban(user.userId, reason)}
          onClose={close}
          onDone={onChange}
        />
      )}
      {dialog === 'factor' && (
        <TextDialog
          title={t('factor.title')}
          description={t('factor.lead')}
          label={t('factor.reason')}
          confirm={t('factor.confirm')}
          words={{ forbidden: t('factor.own'), gone: t('factor.gone') }}
          onSend={(reason) => removeSecondFactor(user.userId, reason)}
          onClose={close}
          onDone={onChange}
        />
      )}
      {dialog === 'role' && <RoleDialog user={user} onClose={close} onChanged={onChange} />}
    </header>
  )
}

function PersonSkeleton({ label }: { label: string }) {
  return (
    <div className="grid grid-cols-1 gap-5 xl:grid-cols-[minmax(0,1fr)_22rem] 2xl:grid-cols-[minmax(0,1fr)_26rem]">
      <p role="status" className="sr-only">
        {label}
      </p>
      <Skeleton className="h-[420px] rounded-lg" />
      <Skeleton className="h-[320px] rounded-lg" />
    </div>
  )
}
