'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'

import { useAccount } from '@/components/settings/account-provider'
import { ActionList } from '@/components/settings/action-list'
import { SettingsSection } from '@/components/settings/settings-section'
import { useMoment } from '@/components/settings/use-moment'
import { Badge } from '@/components/ui/badge'
import { type Login, ownAccount } from '@/lib/client/account/own-account'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { LOGIN_LIFE_MS } from '@/lib/domain/logins'

const DAY_MS = 24 * 60 * 60_000

/** Every browser and program that is logged in as this person, this one marked. */
export function LoginsSection() {
  const t = useTranslations('settings.logins')
  const { loginsChanged } = useAccount()
  const list = useLoaded(ownAccount.logins)
  const { reload } = list

  useEffect(() => {
    if (loginsChanged > 0) void reload()
  }, [loginsChanged, reload])

  const endOne = (login: Login) => ({
    label: t('end'),
    name: t('endName', { device: login.device }),
    run: () => ownAccount.endLogin(login.id),
    done: t('ended', { device: login.device }),
  })
  const endOthers = {
    key: 'others',
    label: t('others'),
    name: t('others'),
    run: ownAccount.endOtherLogins,
    done: t('othersEnded'),
  }
  return (
    <SettingsSection id="logins" title={t('title')} lead={t('lead', { days: LOGIN_LIFE_MS / DAY_MS })}>
      <ActionList
        list={list}
        empty={t('empty')}
        rowOf={(login) => ({
          key: login.id,
          content: <LoginWords login={login} />,
          ...(!login.current && { action: endOne(login) }),
        })}
        all={(logins) => (logins.some(({ current }) => !current) ? endOthers : undefined)}
      />
    </SettingsSection>
  )
}

function LoginWords({ login }: { login: Login }) {
  const t = useTranslations('settings.logins')
  const moment = useMoment()
  const since = moment(login.createdAt)
  const isRenewed = login.lastUsedAt !== login.createdAt
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-small font-[560]">
        <bdi>{login.device}</bdi>
        {login.current && <Badge tone="accent">{t('current')}</Badge>}
      </p>
      <p className="text-caption text-muted">
        {login.place !== null && <bdi className="block">{login.place}</bdi>}
        {isRenewed ? t('used', { since, time: moment(login.lastUsedAt) }) : t('since', { time: since })}
      </p>
    </>
  )
}
