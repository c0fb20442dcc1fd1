import type { Break } from '@/lib/domain/audit-chain'
import type { ChainReport } from './ports/moderation/audit-chain'

const BROKEN: Readonly<Record<Break['reason'], string>> = {
  missing: 'is missing',
  changed: 'was changed after it was written',
  cut: 'and what came after it were removed',
}

/** What an operator is told of a tenant's audit log. */
export function chainSentence({ tenant, verified, unverifiable, broken, hash }: ChainReport): string {
  const rest =
    unverifiable > 0
      ? ` ${unverifiable} more cannot be verified: from before there was a chain, or written under another secret (JWT_SECRET).`
      : ''
  if (broken)
    return `${tenant}: BROKEN. Entry ${broken.seq} ${BROKEN[broken.reason]}; ${verified} before it are as they were written.${rest}`
  const end = hash === '' ? '' : ` It ends with ${hash}: note that, and a later run can be compared.`
  return `${tenant}: whole. ${verified} entries are as they were written.${rest}${end}`
}
