'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { ActionList } from '@/components/settings/action-list'
import { SettingsSection } from '@/components/settings/settings-section'
import { useMoment } from '@/components/settings/use-moment'
import { buttonLook } from '@/components/ui/button-look'
import { type Block, ownAccount } from '@/lib/client/account/own-account'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { conversationsRest } from '@/lib/client/conversations/conversations-rest'
import { namesOf } from '@/lib/client/conversations/list-state'

/** Whom one has blocked, and taking that back. */
export function BlocksSection() {
  const t = useTranslations('settings.blocks')
  const moment = useMoment()
  const list = useLoaded(ownAccount.blocks)
  const { state } = useLoaded(conversationsRest.list)
  const names = state.phase === 'ready' ? namesOf(state.data.conversations) : undefined

  // Strangers have no names here: a block is known by when and how it was made.
  const rowOf = ({ blockId, createdAt, madeBy, userId }: Block) => {
    const time = moment(createdAt)
    const name = userId === undefined ? undefined : names?.get(userId)
    return {
      key: blockId,
      content: (
        <>
          <p className="text-small font-[560]">{name ? <bdi>{name}</bdi> : t(`madeBy.${madeBy}`)}</p>
          <p className="text-caption text-muted">
            {name && `${t(`madeBy.${madeBy}`)} · `}
            {t('since', { time })}
          </p>
        </>
      ),
      action: {
        label: t('undo'),
        name: name ? t('undoNamed', { name }) : t('undoName', { time }),
        run: () => ownAccount.unblock(blockId),
        done: name ? t('undoneNamed', { name }) : t('undone', { time }),
      },
    }
  }
  return (
    <SettingsSection id="blocks" title={t('title')} lead={t('lead')}>
      <ActionList list={list} empty={t('empty')} rowOf={rowOf} />
      <Link href="/reports" prefetch={false} className={buttonLook({ className: 'self-start' })}>
        {t('reports')}
      </Link>
    </SettingsSection>
  )
}
