'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { nameTenantAdministrator } from '@/lib/client/admin/tenants/tenant-rest'

type State = 'ready' | 'busy' | 'done' | Problem

/** Makes an account of the tenant its administrator, by its address. */
export function NameAdministrator({ tenantId }: { tenantId: string }) {
  const t = useTranslations('admin.tenants')
  const admin = useTranslations('admin')
  const [email, setEmail] = useState('')
  const [state, setState] = useState<State>('ready')

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (email.trim() === '') return
    setState('busy')
    setState(problemOf(await nameTenantAdministrator(tenantId, email.trim())) ?? 'done')
  }
  const isProblem = state !== 'ready' && state !== 'busy' && state !== 'done'
  const error = isProblem && (state === 'gone' ? t('noSuchAccount') : admin(`problem.${state}`))
  return (
    <Form
      onSubmit={(event) => void handleSubmit(event)}
      noValidate
      className="flex flex-wrap items-end gap-3 pt-3"
    >
      <div className="min-w-56 flex-1">
        <Field
          label={t('administrator')}
          hint={state === 'done' ? t('named') : t('administratorHint')}
          error={error}
        >
          {(control) => (
            <Input
              {...control}
              type="email"
              inputMode="email"
              autoComplete="off"
              value={email}
              onChange={(event) => {
                setEmail(event.target.value)
                setState('ready')
              }}
            />
          )}
        </Field>
      </div>
      <Button type="submit" busy={state === 'busy'} className="mb-7">
        {t('nameThem')}
      </Button>
    </Form>
  )
}
