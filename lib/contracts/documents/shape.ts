import { type JsonSchema, optionsOf, propertiesOf } from './schemas'

/** A JSON Schema in one line, the way TypeScript would write it, with its bounds: `{message: string ≤1000, seq?: integer ≥0}`. */
export function shape(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const options = optionsOf(schema)
  if (options.length > 0) return options.map(shape).join(' | ')
  if (schema.allOf) return schema.allOf.map(nested).join(' & ')
  switch (schema.type) {
    case 'object':
      return objectShape(schema)
    case 'array':
      return `${itemShape(schema)}[]${bounds(schema.minItems, schema.maxItems)}`
    case 'string':
      return `${schema.format ?? 'string'}${bounds(schema.minLength, schema.maxLength)}`
    case 'number':
    case 'integer':
      return `${schema.type}${bounds(schema.minimum, schema.maximum)}`
    case 'boolean':
    case 'null':
    case undefined:
    default:
      return typeof schema.type === 'string' ? schema.type : 'anything'
  }
}

function objectShape(schema: JsonSchema): string {
  const fields = propertiesOf(schema).map(
    (field) => `${field.name}${field.required ? '' : '?'}: ${shape(field.schema)}`,
  )
  const rest = schema.additionalProperties
  if (typeof rest === 'object') fields.push(`[name]: ${shape(rest)}`)
  return `{${fields.join(', ')}}`
}

function itemShape({ items }: JsonSchema): string {
  if (typeof items !== 'object' || Array.isArray(items)) return 'anything'
  const text = nested(items)
  return text.includes(' ') && !text.startsWith('{') ? `(${text})` : text
}

function nested(schema: JsonSchema | boolean): string {
  return typeof schema === 'boolean' ? 'anything' : shape(schema)
}

function bounds(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` ${min}–${max}`
  if (max !== undefined) return ` ≤${max}`
  return min === undefined ? '' : ` ≥${min}`
}
