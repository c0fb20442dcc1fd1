'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'

import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { createTenant } from '@/lib/client/admin/tenants/tenant-rest'

const NAME_LENGTH = 100

/** Makes a tenant. @param onMade - gets its name and its first key */
export function NewTenant({ onMade }: { onMade: (name: string, key: string) => void }) {
  const t = useTranslations('admin.tenants')
  const admin = useTranslations('admin')
  const [name, setName] = useState('')
  const [state, setState] = useState<'ready' | 'busy' | 'noName' | Problem>('ready')

  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return setState('noName')
    setState('busy')
    const result = await createTenant(wanted)
    if (!result.ok) return setState(problemOf(result) ?? 'unexpected')
    setState('ready')
    setName('')
    onMade(wanted, result.data.tenantKey)
  }
  const isProblem = state !== 'ready' && state !== 'busy' && state !== 'noName'
  return (
    <Form onSubmit={(event) => void handleSubmit(event)} noValidate className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-56 flex-1">
          <Field
            label={t('name')}
            error={(state === 'noName' && t('noName')) || (isProblem && admin(`problem.${state}`))}
          >
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={NAME_LENGTH}
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" look="primary" busy={state === 'busy'}>
          {t('make')}
        </Button>
      </div>
    </Form>
  )
}
