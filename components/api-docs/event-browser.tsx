'use client'

import AsyncApi from '@asyncapi/react-component/lib/esm/without-parser'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { contractsOf, type EventDocument, narrow } from '@/lib/client/api-docs/event-document'
import { toAsyncAPIDocument, unstringify } from '@/lib/client/api-docs/event-models'

/** The page around it explains what the document is about; a message is shown with the operation that carries it. */
const CONFIG = {
  show: { sidebar: false, info: false, servers: false, messages: false, schemas: false },
  sendLabel: 'hear',
  replyLabel: 'send',
}

interface EventBrowserProps {
  /** The parsed AsyncAPI document, with its references as paths. */
  readonly stringified: object
}

/** The official viewer, on one contract at a time and on the events whose name or summary has what one types. */
export function EventBrowser({ stringified }: EventBrowserProps) {
  const document = useMemo(() => resolved(stringified), [stringified])
  const contracts = useMemo(() => contractsOf(document), [document])
  const [contract, setContract] = useState(contracts[0]?.name ?? '')
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query)
  const shown = useMemo(() => narrow(document, { contract, query: wanted }), [document, contract, wanted])
  const schema = useMemo(() => readable(shown), [shown])
  const count = Object.keys(shown.operations).length
  const ids = { contract: useId(), query: useId() }

  return (
    <>
      <div className="grid max-w-200 gap-4 sm:grid-cols-[auto_1fr]">
        <div className="flex flex-col gap-1">
          <label htmlFor={ids.contract} className="text-small text-muted">
            Contract
          </label>
          <Select id={ids.contract} value={contract} onChange={(change) => setContract(change.target.value)}>
            {contracts.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </Select>
        </div>
        <div className="flex flex-col gap-1">
          <label htmlFor={ids.query} className="text-small text-muted">
            Find an event
          </label>
          <Input
            id={ids.query}
            className="h-11!"
            type="search"
            value={query}
            onChange={(change) => setQuery(change.target.value)}
          />
        </div>
      </div>
      <p role="status" className="mt-2 text-small text-muted">
        {count === 1 ? '1 event' : `${count} events`}
      </p>
      <AsyncApi key={contract} schema={schema} config={CONFIG} />
    </>
  )
}

function resolved(stringified: object): EventDocument {
  return known(unstringify(stringified)).json<EventDocument>()
}

function readable(document: EventDocument) {
  return known(toAsyncAPIDocument(document))
}

function known<T>(document: T | undefined): T {
  if (!document) throw new Error('This is no parsed AsyncAPI document')
  return document
}
