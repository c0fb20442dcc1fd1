import type { Break } from '@/lib/domain/audit-chain'
import type { ChainReport } from './ports/moderation/audit-chain'

const BROKEN: Readonly<Record<Exclude<Break['reason'], 'head'>, string>> = {
  missing: 'is missing',
  changed: 'was changed after it was written',
  cut: 'and what came after it were removed',
}

/** What an operator is told of a tenant's audit log. */
export function chainSentence(report: ChainReport): string {
  const { tenant, verified, unverifiable, broken, hash } = report
  const rest =
    unverifiable > 0
      ? ` ${unverifiable} cannot be verified: from before there was a sealed chain, under a key that is lost, or put there by somebody.`
      : ''
  if (broken?.reason === 'head')
    return `${tenant}: BROKEN. Where the log begins or ends was moved; nothing of it can be believed.${rest}`
  if (broken)
    return `${tenant}: BROKEN. Entry ${broken.seq} ${BROKEN[broken.reason]}; ${verified} before it are as they were written.${rest}`
  const state = unverifiable > 0 ? 'NOT WHOLE' : 'whole'
  const end = hash === '' ? '' : ` It ends with ${hash}: note that, and a later run can be compared.`
  return `${tenant}: ${state}. ${verified} entries are as they were written.${rest}${end}`
}

/**
 * Whether all that there is can be believed.
 *
 * @param accepted - so many entries, of all tenants, may be without proof; they fade with a year
 */
export function isWhole(reports: readonly ChainReport[], accepted: number): boolean {
  const unverifiable = reports.reduce((sum, report) => sum + report.unverifiable, 0)
  return unverifiable <= accepted && reports.every(({ broken }) => !broken)
}
