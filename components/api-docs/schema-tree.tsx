import { type JsonSchema, propertiesOf } from '@/lib/contracts/documents/schemas'
import { shape } from '@/lib/contracts/documents/shape'

interface SchemaTreeProps {
  readonly schema: JsonSchema
}

/** A payload's fields, each with its type and bounds; those of objects within it one step in. */
export function SchemaTree({ schema }: SchemaTreeProps) {
  const fields = propertiesOf(schema)
  if (schema.type !== 'object') return <Type schema={schema} />
  if (fields.length === 0) return <p className="text-small text-muted">No fields.</p>
  return (
    <ul className="border-s border-line ps-4 text-small">
      {fields.map(({ name, schema: field, required }) => (
        <li key={name} className="py-1.5">
          <code className="font-semibold">{name}</code>
          {!required && <span className="text-muted"> optional</span>} <Type schema={summary(field)} />
          {field.description && <p className="text-muted">{field.description}</p>}
          {inner(field) && <SchemaTree schema={inner(field) ?? {}} />}
        </li>
      ))}
    </ul>
  )
}

function Type({ schema }: SchemaTreeProps) {
  return (
    <code className="wrap-anywhere text-small text-accent-ink">
      {shape(schema)}
      {schema.default !== undefined && ` = ${JSON.stringify(schema.default)}`}
    </code>
  )
}

/** The object whose fields are listed beneath: the field itself, or what its array is made of. */
function inner(schema: JsonSchema): JsonSchema | undefined {
  if (isObject(schema)) return schema
  const { items } = schema
  return typeof items === 'object' && !Array.isArray(items) && isObject(items) ? items : undefined
}

/** The type without the fields that are listed beneath it. */
function summary(schema: JsonSchema): JsonSchema {
  if (isObject(schema)) return { type: 'object' }
  return inner(schema) ? { ...schema, items: { type: 'object' } } : schema
}

function isObject(schema: JsonSchema): boolean {
  return schema.type === 'object' && propertiesOf(schema).length > 0
}
