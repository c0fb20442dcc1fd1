import { z } from 'zod'

/** A reply that is JSON text of what `schema` describes. */
export function json<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema)
}
