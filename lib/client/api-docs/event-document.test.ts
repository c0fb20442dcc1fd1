import { Parser } from '@asyncapi/parser'
import { beforeAll, expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { ABOUT } from '@/lib/contracts/documents/about'
import { asyncApiDocument } from '@/lib/contracts/documents/asyncapi'
import { contractsOf, type EventDocument, narrow } from './event-document'

let parsed: EventDocument

beforeAll(async () => {
  const { document } = await new Parser().parse(JSON.stringify(asyncApiDocument(CONTRACTS, ABOUT)))
  parsed = document?.json<EventDocument>() ?? { info: {}, operations: {} }
})

test('every contract can be chosen, and its events are all shown without a query', () => {
  expect(contractsOf(parsed)).toEqual(CONTRACTS.map(({ name, title }) => ({ name, title })))
  for (const { name, namespaces } of CONTRACTS) {
    const events = Object.values(namespaces).flatMap(({ inbound, outbound }) => [
      ...Object.keys(inbound),
      ...Object.keys(outbound),
    ])
    const shown = Object.values(narrow(parsed, { contract: name, query: '' }).operations)
    expect(shown.map(({ title }) => title).toSorted()).toEqual(events.toSorted())
  }
})

test('a query finds names and summaries in any case', () => {
  const found = (query: string) =>
    Object.values(narrow(parsed, { contract: 'omegoo', query }).operations).map(({ title }) => title)
  expect(found(' SEND_TEXT_message ')).toEqual(['send_text_message'])
  expect(found('1 to 1000 characters')).toContain('send_text_message')
  expect(found('no such event')).toEqual([])
})

test('the event stands beside its namespace, and nothing that the description says stands there twice', () => {
  const [shown] = Object.values(narrow(parsed, { contract: 'omegoo', query: 'send_text_message' }).operations)
  expect(shown?.channel.address).toBe('/ send_text_message')
  const extensions = JSON.stringify(shown).match(/"x-[a-z-]+"/g) ?? []
  expect(extensions.filter((name) => !name.startsWith('"x-parser-'))).toEqual([])
})
