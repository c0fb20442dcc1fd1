import type { ReactNode } from 'react'
import { SchemaTree } from '@/components/api-docs/schema-tree'
import { accessWords, familyWords, limitWords } from '@/lib/contracts/documents/rules'
import { jsonSchema } from '@/lib/contracts/documents/schemas'
import type { Contract, InboundEvent, OutboundEvent } from '@/lib/contracts/kit'

/** What a client sends, what acknowledges it, and how it may be refused. */
export function InboundDetails({
  contract,
  row,
}: {
  readonly contract: Contract
  readonly row: InboundEvent
}) {
  const { input, ack, access, limits, invalid, source } = row
  return (
    <>
      <Part title="Payload">
        <SchemaTree schema={jsonSchema(input, 'input')} />
      </Part>
      <Part title="Acknowledgement, beside success: true">
        {ack ? (
          <SchemaTree schema={jsonSchema(ack, 'output')} />
        ) : (
          <p className="text-small text-muted">No fields.</p>
        )}
      </Part>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        <Fact name="Access">{plain(accessWords(access))}</Fact>
        <Fact name="Limits">{limits.map(limitWords).join('; ') || 'none of its own'}</Fact>
        <Fact name="Refused by">{plain(familyWords(contract, row))}</Fact>
        {invalid && <Fact name="Wrong form">{invalid}</Fact>}
        <Fact name="Source">{source}</Fact>
      </dl>
    </>
  )
}

/** What a client hears. */
export function OutboundDetails({ row: { payload, source } }: { readonly row: OutboundEvent }) {
  return (
    <>
      <Part title="Payload">
        <SchemaTree schema={jsonSchema(payload, 'output')} />
      </Part>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        <Fact name="Source">{source}</Fact>
      </dl>
    </>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <h3 className="mt-3 mb-1 text-small">{title}</h3>
      {children}
    </>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  )
}

/** The words of the Markdown reference without its marks. */
function plain(words: string): string {
  return words.replaceAll('`', '')
}
