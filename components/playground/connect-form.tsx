'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { usePlayground } from '@/components/playground/playground-context'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Form } from '@/components/ui/form'
import type { Credentials } from '@/lib/client/playground/credentials'
import type { Person } from '@/lib/client/playground/playground'
import { contractNamed, firstNamespace, speakable } from '@/lib/client/playground/tables'

const KINDS = ['guest', 'email', 'token', 'browser'] as const satisfies readonly Credentials['kind'][]

/** Where somebody connects, and as whom. */
export function ConnectForm({ person }: { readonly person: Person }) {
  const t = useTranslations('playground.people')
  const { connect } = usePlayground()
  const [kind, setKind] = useState<Credentials['kind']>('guest')
  const [secrets, setSecrets] = useState({ email: '', password: '', token: '' })
  const { name, phase } = person

  function submit(event: FormEvent) {
    event.preventDefault()
    if (phase.name !== 'connecting') void connect(name, { kind, ...secrets })
  }
  const set = (change: Partial<typeof secrets>) => setSecrets((before) => ({ ...before, ...change }))

  return (
    <Form onSubmit={submit} className="mt-3 grid gap-3">
      <EndpointFields person={person} />
      <Field label={t('who')} hint={<KindNote kind={kind} />}>
        {(control) => (
          <Select
            className="w-full"
            {...control}
            value={kind}
            onChange={({ target }) => setKind(KINDS.find((known) => known === target.value) ?? 'guest')}
          >
            {KINDS.map((known) => (
              <option key={known} value={known}>
                {t(known)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {kind === 'email' && <EmailFields secrets={secrets} onChange={set} />}
      {kind === 'token' && (
        <Field label={t('accessToken')} hint={t('tokenNote')}>
          {(control) => (
            <Input
              {...control}
              required
              autoComplete="off"
              spellCheck={false}
              value={secrets.token}
              onChange={({ target }) => set({ token: target.value })}
            />
          )}
        </Field>
      )}
      <Button look="primary" type="submit" busy={phase.name === 'connecting'}>
        {phase.name === 'idle' || phase.name === 'connecting' ? t('connect') : t('connectAgain')}
      </Button>
    </Form>
  )
}

function EndpointFields({ person: { name, endpoint } }: { readonly person: Person }) {
  const t = useTranslations('playground.people')
  const { move } = usePlayground()
  const namespaces = Object.keys(contractNamed(endpoint.contract)?.namespaces ?? {})
  return (
    <div className="grid grid-cols-[minmax(0,7fr)_minmax(0,5fr)] gap-3">
      <Field label={t('contract')}>
        {(control) => (
          <Select
            className="w-full"
            {...control}
            value={endpoint.contract}
            onChange={({ target: { value } }) =>
              move(name, { contract: value, namespace: firstNamespace(contractNamed(value)) })
            }
          >
            {speakable.map((contract) => (
              <option key={contract.name} value={contract.name}>
                {contract.title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('namespace')}>
        {(control) => (
          <Select
            className="w-full"
            {...control}
            value={endpoint.namespace}
            onChange={({ target }) => move(name, { ...endpoint, namespace: target.value })}
          >
            {namespaces.map((namespace) => (
              <option key={namespace} value={namespace}>
                {namespace}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}

interface EmailFieldsProps {
  readonly secrets: { readonly email: string; readonly password: string }
  onChange(change: { email?: string; password?: string }): void
}

function EmailFields({ secrets, onChange }: EmailFieldsProps) {
  const t = useTranslations('playground.people')
  return (
    <>
      <Field label={t('address')}>
        {(control) => (
          <Input
            {...control}
            type="email"
            required
            autoComplete="off"
            value={secrets.email}
            onChange={({ target }) => onChange({ email: target.value })}
          />
        )}
      </Field>
      <Field label={t('password')}>
        {(control) => (
          <Input
            {...control}
            type="password"
            required
            autoComplete="off"
            value={secrets.password}
            onChange={({ target }) => onChange({ password: target.value })}
          />
        )}
      </Field>
    </>
  )
}

function KindNote({ kind }: { readonly kind: Credentials['kind'] }) {
  const t = useTranslations('playground.people')
  if (kind === 'browser') return t('browserNote')
  if (kind !== 'guest') return null
  const linked = (href: string) =>
    function NoteLink(words: React.ReactNode) {
      return (
        <Link href={href} prefetch={false} className="underline underline-offset-4">
          {words}
        </Link>
      )
    }
  return t.rich('guestNote', { terms: linked('/terms'), privacy: linked('/privacy') })
}
