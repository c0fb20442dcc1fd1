import { z } from 'zod'

/** A JSON Schema as plain data. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

/** `input` is what a client sends, `output` what it gets. */
export type Side = 'input' | 'output'

/** OpenAPI 3.1 speaks JSON Schema 2020-12, AsyncAPI 3.0 speaks draft 7. */
export type Draft = 'draft-2020-12' | 'draft-7'

/**
 * The JSON Schema of a zod schema, without what only a machine would read: no `$schema`, no pattern beside a
 * format, no bounds that every number in JSON has. Objects stay open: unknown fields are dropped, never refused,
 * and a client has to bear new ones.
 */
export function jsonSchema(schema: z.ZodType, side: Side, draft: Draft = 'draft-2020-12'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: side,
    target: draft,
    unrepresentable: 'any',
    override: ({ jsonSchema: node }) => simplify(node),
  })
  return rest
}

function simplify(node: JsonSchema): void {
  if (node.additionalProperties === false) delete node.additionalProperties
  if (node.format !== undefined) delete node.pattern
  if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum
  if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum
}

/** A contract's fields of the handshake, none of which has to be there. */
export function handshakeSchema(fields: z.ZodObject): JsonSchema {
  return jsonSchema(fields.partial(), 'input')
}

/** The properties of an object schema, in their order, each with whether it must be there. */
export function propertiesOf(
  schema: JsonSchema,
): readonly { readonly name: string; readonly schema: JsonSchema; readonly required: boolean }[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    schema: typeof property === 'boolean' ? {} : property,
    required: schema.required?.includes(name) ?? false,
  }))
}

/** What a value may be one of: the branches of a union, or of several types; none where there is one type only. */
export function optionsOf(schema: JsonSchema): readonly JsonSchema[] {
  const options = schema.anyOf ?? schema.oneOf
  if (options) return options.filter((option) => typeof option === 'object')
  return Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : []
}
