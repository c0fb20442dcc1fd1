/**
 * The name of the unique key that refused a row, e.g. `devices_pkey`; undefined for every other error.
 *
 * The driver adapter passes on PostgreSQL's own name of the constraint.
 */
export function violatedKey(error: unknown): string | undefined {
  if (field(error, 'code') !== 'P2002') return undefined
  const cause = field(field(field(error, 'meta'), 'driverAdapterError'), 'cause')
  const key = field(field(cause, 'constraint'), 'index')
  return typeof key === 'string' ? key : undefined
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
