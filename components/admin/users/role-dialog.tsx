'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type Problem, problemOf, setRole, type UserFile } from '@/lib/client/admin/rest'
import { type Role, ROLES } from '@/lib/domain/accounts'

interface RoleDialogProps {
  user: UserFile
  onClose: () => void
  onChanged: () => void
}

/** Another role for a person, with what each may do; it holds at once. */
export function RoleDialog({ user, onClose, onChanged }: RoleDialogProps) {
  const t = useTranslations('admin.role')
  const admin = useTranslations('admin')
  const [role, setChosen] = useState<Role>(user.role)
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready')

  const handleChange = async () => {
    setState('busy')
    const problem = problemOf(await setRole(user.userId, role))
    if (problem) return setState(problem)
    onChanged()
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { name: user.displayName ?? admin('shortId', { id: user.userId.slice(0, 8) }) })}
      description={t('lead')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            look="primary"
            busy={state === 'busy'}
            disabled={role === user.role}
            onClick={() => void handleChange()}
          >
            {t('confirm', { role: t(role) })}
          </Button>
        </>
      }
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{t('which')}</legend>
        {ROLES.map((one) => (
          <label
            key={one}
            className="flex min-h-11 items-center gap-3 rounded-md border border-line px-3 py-2 text-small has-checked:border-line-strong has-checked:bg-raised"
          >
            <input
              type="radio"
              name="role"
              className="size-5 shrink-0 accent-accent-ink"
              checked={role === one}
              onChange={() => setChosen(one)}
            />
            <span>
              <span className="block font-[560]">{t(one)}</span>
              <span className="block text-caption text-muted">{t(`may.${one}`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p role="alert" className="text-small empty:hidden">
        {state !== 'ready' &&
          state !== 'busy' &&
          (state === 'forbidden' ? t('forbidden') : admin(`problem.${state}`))}
      </p>
    </Dialog>
  )
}
