import { type JsonSchema, optionsOf, propertiesOf } from '@/lib/contracts/documents/schemas'

const FORMATS: Readonly<Record<string, string>> = {
  'date-time': '2026-01-02T03:04:05.000Z',
  date: '2026-01-02',
  e164: '+15550100',
  email: 'ann@example.org',
  uri: 'https://example.org/',
  uuid: '5f0c2b1e-8f0a-4a63-9c69-0b1b6c9c2f11',
}

/**
 * A value that a JSON Schema accepts, with every optional field present. The same for the same schema.
 * Patterns are not understood: a string that must match one comes out as any string, unless the schema has an example.
 */
export function validExample(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.examples) return schema.examples[0]
  const [option] = optionsOf(schema)
  if (option) return validExample(option)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(propertiesOf(schema).map((field) => [field.name, validExample(field.schema)]))
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => validExample(itemOf(schema)))
    case 'string':
      return (
        FORMATS[schema.format ?? ''] ??
        'example'.padEnd(schema.minLength ?? 0, '-').slice(0, schema.maxLength)
      )
    case 'number':
    case 'integer':
      return numberFor(schema)
    case 'boolean':
      return true
    case 'null':
    case undefined:
    default:
      return null
  }
}

/** What an array's schema says of its items. */
export function itemOf({ items }: JsonSchema): JsonSchema {
  return typeof items === 'object' && !Array.isArray(items) ? items : {}
}

function numberFor({ minimum, maximum }: JsonSchema): number {
  if (minimum !== undefined) return minimum
  return maximum === undefined ? 1 : Math.min(1, maximum)
}
