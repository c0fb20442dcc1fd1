'use client'

import { useTranslations } from 'next-intl'

import { ActionList } from '@/components/settings/action-list'
import { SettingsSection } from '@/components/settings/settings-section'
import { useMoment } from '@/components/settings/use-moment'
import { type Block, ownAccount } from '@/lib/client/own-account'
import { useLoaded } from '@/lib/client/use-loaded'

/** Whom one has blocked, and taking that back. */
export function BlocksSection() {
  const t = useTranslations('settings.blocks')
  const moment = useMoment()
  const list = useLoaded(ownAccount.blocks)

  const rowOf = ({ userId, displayName, createdAt }: Block) => {
    const name = displayName ?? t('nameless')
    return {
      key: userId,
      content: (
        <>
          <p className="truncate text-small font-[560]">
            <bdi>{name}</bdi>
          </p>
          <p className="text-caption text-muted">{t('since', { time: moment(createdAt) })}</p>
        </>
      ),
      action: {
        label: t('undo'),
        name: t('undoName', { name }),
        run: () => ownAccount.unblock(userId),
        done: t('undone', { name }),
      },
    }
  }
  return (
    <SettingsSection id="blocks" title={t('title')} lead={t('lead')}>
      <ActionList list={list} empty={t('empty')} rowOf={rowOf} />
    </SettingsSection>
  )
}
