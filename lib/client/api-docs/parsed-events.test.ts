import { Parser } from '@asyncapi/parser'
import { expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { asyncApiDocument } from '@/lib/contracts/documents/asyncapi'
import { parsedEvents } from './parsed-events'

const options = { title: 'Omegoo', version: '1', servers: [{ url: 'https://chat.example.org' }] }

/** Without the names the official parser gives to anonymous schemas. */
function withoutSchemaNames(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) => (key === 'x-parser-schema-id' ? undefined : value)),
  )
}

test('the viewer gets what the official parser would have made of the document', async () => {
  const source = asyncApiDocument(CONTRACTS, options)
  const { document } = await new Parser().parse(JSON.stringify(source))
  expect(withoutSchemaNames(parsedEvents(source))).toEqual(withoutSchemaNames(document?.json()))
})

test('references to one place become one object, and the source stays as it was', () => {
  const source = {
    components: { 'a/b': { type: 'string' } },
    x: { $ref: '#/components/a~1b' },
    y: [{ $ref: '#/components/a~1b' }],
  }
  const parsed = parsedEvents(source) as { x: object; y: object[] }
  expect(parsed.x).toEqual({ type: 'string' })
  expect(parsed.y[0]).toBe(parsed.x)
  expect(source.x).toEqual({ $ref: '#/components/a~1b' })
})

test('a reference that leads nowhere is named', () => {
  expect(() => parsedEvents({ x: { $ref: '#/components/missing' } })).toThrow('#/components/missing')
})
