'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'

import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Form } from '@/components/ui/form'
import { useAddress } from '@/lib/client/admin/use-address'
import { FLAGS, TIERS } from '@/lib/client/admin/users/user-query'
import { ROLES } from '@/lib/domain/accounts'

/** Search and filters; all of them are the address, so that a page can be kept and sent. */
export function UserFilters() {
  const t = useTranslations('admin')
  const { params, filter } = useAddress()
  const search = params.get('search') ?? ''

  const handleSearch = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const words = new FormData(event.currentTarget).get('search')
    filter({ search: typeof words === 'string' ? words.trim() : '' })
  }

  return (
    <search className="grid grid-cols-2 items-center gap-3 sm:flex sm:flex-wrap">
      <Form onSubmit={handleSearch} className="col-span-2 flex w-full items-center gap-1 sm:w-[17rem]">
        <Input
          key={search}
          name="search"
          type="search"
          maxLength={254}
          defaultValue={search}
          aria-label={t('users.search')}
          placeholder={t('users.searchHint')}
          className="h-11!"
        />
        <IconButton type="submit" label={t('users.find')} icon={<Search aria-hidden />} tip="below" />
      </Form>
      <Choice
        name="role"
        label={t('users.anyRole')}
        choices={ROLES.map((role) => [role, t(`role.${role}`)])}
      />
      <Choice
        name="tier"
        label={t('users.anyTier')}
        choices={TIERS.map((tier) => [tier, t('users.tier', { tier })])}
      />
      <Choice
        name="banned"
        label={t('users.bannedOrNot')}
        choices={FLAGS.map((flag) => [flag, t(`users.banned.${flag}`)])}
      />
      <Choice
        name="reported"
        label={t('users.reportedOrNot')}
        choices={FLAGS.map((flag) => [flag, t(`users.reported.${flag}`)])}
      />
    </search>
  )
}

interface ChoiceProps {
  /** In the address. */
  name: string
  /** Said when nothing is chosen; also the choice's name. */
  label: string
  choices: readonly (readonly [value: string, label: string])[]
}

function Choice({ name, label, choices }: ChoiceProps) {
  const { params, filter } = useAddress()
  return (
    <Select
      aria-label={label}
      value={params.get(name) ?? ''}
      onChange={(event) => filter({ [name]: event.target.value })}
    >
      <option value="">{label}</option>
      {choices.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </Select>
  )
}
