/** The part of a parsed AsyncAPI 3.0 document that is read here; every reference in it is resolved. */
export interface EventDocument {
  readonly info: { readonly tags?: readonly Tag[] }
  readonly operations: Readonly<Record<string, Operation>>
}

interface Tag {
  readonly name: string
  readonly description?: string
}

interface Operation {
  readonly title: string
  readonly summary: string
  readonly tags: readonly Tag[]
  readonly channel: { readonly address: string }
  readonly messages: readonly object[]
  readonly reply?: { readonly messages: readonly object[] }
}

export interface Wish {
  /** Name of the contract, which is a tag of its operations. */
  readonly contract: string
  /** Part of an event's name or summary, in any case. */
  readonly query: string
}

/** The contracts of a document with their titles, in the document's order. */
export function contractsOf({ info }: EventDocument): readonly { name: string; title: string }[] {
  return (info.tags ?? []).map(({ name, description }) => ({ name, title: description ?? name }))
}

/**
 * The document with the operations that are wished for, as its viewer shows them best. The viewer heads an operation
 * with its channel's address, so the event's name follows that; what is the same everywhere, or in the description
 * already, is left out.
 */
export function narrow(document: EventDocument, { contract, query }: Wish): EventDocument {
  const wanted = query.trim().toLowerCase()
  const shown = Object.entries(document.operations).filter(
    ([, { title, summary, tags }]) =>
      tags.some(({ name }) => name === contract) && `${title}\n${summary}`.toLowerCase().includes(wanted),
  )
  const operations = Object.fromEntries(shown.map(([id, operation]) => [id, forReading(operation)]))
  return { ...plain(document, ['defaultContentType']), operations }
}

function forReading(operation: Operation): Operation {
  const { channel, messages, reply, title } = operation
  return {
    ...plain(operation, []),
    tags: [],
    channel: { ...plain(channel, ['messages']), address: `${channel.address} ${title}` },
    messages: messages.map((message) => plain(message, ['summary'])),
    ...(reply && { reply: { messages: reply.messages.map((message) => plain(message, [])) } }),
  }
}

/** Without these fields and without extensions, except those by which the parser marks what it has read. */
function plain<T extends object>(value: T, left: readonly string[]): T {
  const kept = Object.entries(value).filter(([key]) => !left.includes(key) && !/^x-(?!parser-)/.test(key))
  return Object.assign({}, ...kept.map(([key, field]) => ({ [key]: field as unknown })))
}
