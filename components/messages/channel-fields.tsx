import { useTranslations } from 'next-intl'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'

/** Characters, as the server has them. */
const [NAME_LENGTH, DESCRIPTION_LENGTH] = [100, 500]

interface ChannelFieldsProps {
  name: string
  onName: (name: string) => void
  isNameMissing: boolean
  description: string
  onDescription: (description: string) => void
}

/** What a channel is called, and what it is for. */
export function ChannelFields({
  name,
  onName,
  isNameMissing,
  description,
  onDescription,
}: ChannelFieldsProps) {
  const t = useTranslations('conversations.channels')
  return (
    <>
      <Field label={t('name')} error={isNameMissing ? t('nameMissing') : undefined}>
        {(control) => (
          <Input
            {...control}
            dir={name === '' ? undefined : 'auto'}
            value={name}
            maxLength={NAME_LENGTH}
            autoComplete="off"
            onChange={(event) => onName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('description')} hint={t('descriptionHint')}>
        {(control) => (
          <Input
            {...control}
            dir={description === '' ? undefined : 'auto'}
            value={description}
            maxLength={DESCRIPTION_LENGTH}
            autoComplete="off"
            onChange={(event) => onDescription(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}
