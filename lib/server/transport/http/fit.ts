import { z } from 'zod'
import { DomainError } from '@/lib/domain/errors'
import { holdsUnstorable } from '../dispatch/payload'

/**
 * What a request gave, in the form of its schema.
 *
 * @throws INVALID_REQUEST, with the first failing top-level field as `field`
 */
export function fit(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success) return storable(parsed.data)
  const issues = meant(schema, value).safeParse(value).error?.issues ?? parsed.error.issues
  const [issue] = issues
  const where = issue?.path.join('.')
  throw new DomainError('INVALID_REQUEST', {
    description: `${where ? `${where}: ` : ''}${issue?.message ?? 'invalid'}`,
    ...fieldIn(issue?.path[0]),
  })
}

function storable(data: unknown): unknown {
  if (!holdsUnstorable(data)) return data
  const [field] = entriesOf(data).find(([, part]) => holdsUnstorable(part)) ?? []
  throw new DomainError('INVALID_REQUEST', {
    description: 'Text must hold neither NUL nor half a character',
    ...fieldIn(field),
  })
}

/** Of several forms the one that was meant: with the most fields given, the first of those. */
function meant(schema: z.ZodType, value: unknown): z.ZodType {
  if (!(schema instanceof z.ZodUnion)) return schema
  const given = (form: unknown) =>
    form instanceof z.ZodObject ? entriesOf(value).filter(([key]) => key in form.shape).length : 0
  const [best] = schema.options.toSorted((a, b) => given(b) - given(a))
  return best instanceof z.ZodType ? best : schema
}

const fieldIn = (key: PropertyKey | undefined) => (typeof key === 'string' ? { field: key } : {})

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
