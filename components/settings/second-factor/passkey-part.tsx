'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Part } from '@/components/settings/second-factor/part'
import { ConfirmAgain } from '@/components/settings/second-factor/confirm-again'
import { useMoment } from '@/components/settings/use-moment'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { hasPasskeys } from '@/lib/client/account/passkeys'
import { type Passkey, secondFactor } from '@/lib/client/account/second-factor'
import type { FactorMethod } from '@/lib/domain/second-factor'

const NAME_LENGTH = 50

interface PasskeyPartProps {
  passkeys: readonly Passkey[]
  methods: readonly FactorMethod[]
  onChanged: (codes?: readonly string[]) => Promise<void>
}

/** The passkeys of the account: another one, and taking one away. */
export function PasskeyPart({ passkeys, methods, onChanged }: PasskeyPartProps) {
  const t = useTranslations('settings.secondFactor')
  const [open, setOpen] = useState<'add' | Passkey>()
  const close = () => setOpen(undefined)
  const done = async (codes?: readonly string[]) => {
    close()
    await onChanged(codes)
  }
  return (
    <Part title={t('passkeys')} lead={t('passkeysLead')} state={passkeys.length > 0 ? t('on') : undefined}>
      {passkeys.length > 0 && (
        <ul className="flex w-full flex-col divide-y divide-line">
          {passkeys.map((passkey) => (
            <li key={passkey.id} className="flex items-center gap-4 py-3 first:pt-0">
              <PasskeyWords passkey={passkey} />
              <Button aria-label={t('removeName', { name: passkey.name })} onClick={() => setOpen(passkey)}>
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open === 'add' && <AddPasskey methods={methods} onDone={done} onCancel={close} />}
      {typeof open === 'object' && (
        <ConfirmAgain
          methods={methods}
          key={open.id}
          submit={t('removeName', { name: open.name })}
          send={(shown) => secondFactor.dropPasskey(open.id, shown)}
          onDone={() => done()}
          onCancel={close}
        />
      )}
      {open === undefined &&
        (hasPasskeys() ? (
          <Button onClick={() => setOpen('add')}>{t('add')}</Button>
        ) : (
          <p className="text-small text-muted">{t('noPasskeys')}</p>
        ))}
    </Part>
  )
}

function PasskeyWords({ passkey: { name, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const t = useTranslations('settings.secondFactor')
  const moment = useMoment()
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <p className="text-small font-[560]">
        <bdi>{name}</bdi>
      </p>
      <p className="text-caption text-muted">
        {lastUsedAt === null
          ? t('since', { time: moment(createdAt) })
          : t('used', { since: moment(createdAt), time: moment(lastUsedAt) })}
      </p>
    </div>
  )
}

interface AddPasskeyProps {
  methods: readonly FactorMethod[]
  onDone: (codes: readonly string[]) => Promise<void>
  onCancel: () => void
}

function AddPasskey({ methods, onDone, onCancel }: AddPasskeyProps) {
  const t = useTranslations('settings.secondFactor')
  const [name, setName] = useState(t('nameDefault'))
  return (
    <ConfirmAgain
      methods={methods}
      submit={t('goOn')}
      send={(shown) => secondFactor.addPasskey(name.trim() || t('nameDefault'), shown)}
      onDone={({ recoveryCodes }) => onDone(recoveryCodes)}
      onCancel={onCancel}
    >
      <Field label={t('name')}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={NAME_LENGTH}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
    </ConfirmAgain>
  )
}
