import { expect, test } from 'vitest'
import { chainSentence, isWhole } from './audit-verdict'
import type { ChainReport } from './ports/moderation/audit-chain'

const report = (changes: Partial<ChainReport> = {}): ChainReport => ({
  tenant: 'default',
  verified: 3,
  unverifiable: 0,
  broken: undefined,
  hash: 'abc',
  ...changes,
})

test.each([
  { reports: [report()], accepted: 0, whole: true },
  { reports: [report({ unverifiable: 1 })], accepted: 0, whole: false },
  { reports: [report({ unverifiable: 1 }), report({ unverifiable: 1 })], accepted: 1, whole: false },
  { reports: [report({ unverifiable: 2 })], accepted: 2, whole: true },
  { reports: [report({ broken: { seq: 2, reason: 'cut' } })], accepted: 9, whole: false },
])(
  'with $accepted entries accepted without proof, case %# is whole = $whole',
  ({ reports, accepted, whole }) => {
    expect(isWhole(reports, accepted)).toBe(whole)
  },
)

test('an operator reads that a log with entries without proof is not whole', () => {
  expect(chainSentence(report())).toContain('default: whole. 3 entries')
  expect(chainSentence(report({ unverifiable: 1 }))).toContain('default: NOT WHOLE. 3 entries')
  expect(chainSentence(report({ broken: { seq: 9, reason: 'head' } }))).toContain('BROKEN')
})
