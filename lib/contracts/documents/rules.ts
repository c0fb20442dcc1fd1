import type { Access, Contract, InboundEvent } from '@/lib/contracts/kit'
import { ERRORS, type ErrorName } from '@/lib/domain/errors'
import { LIMITS, type LimitName } from '@/lib/domain/limits'

/** A row of the registry with its name. */
export interface Refusal {
  readonly name: ErrorName
  readonly code: number
  readonly status: number
  readonly description: string
}

/** The registry of refusals by code. */
export const REFUSALS: readonly Refusal[] = (Object.keys(ERRORS) as ErrorName[])
  .map((name) => ({ name, ...ERRORS[name] }))
  .toSorted((a, b) => a.code - b.code)

/** Every HTTP status of the registry, ascending. */
export const REFUSAL_STATUSES: readonly number[] = [
  ...new Set(REFUSALS.map(({ status }) => status)),
].toSorted((a, b) => a - b)

export function refusalsOf(status: number): readonly Refusal[] {
  return REFUSALS.filter((refusal) => refusal.status === status)
}

const PER = {
  address: 'address',
  range: 'range of addresses',
  account: 'account',
  login: 'login',
  'named-account': 'account named in the request',
  connection: 'connection',
} as const

/** E.g. "10 in 60 s per account". */
export function limitWords(name: LimitName): string {
  const { max, windowMs, per } = LIMITS[name]
  return `${max} in ${windowMs / 1_000} s per ${PER[per]}`
}

export function accessWords(access: Access): string {
  if (access === 'public') return 'anyone'
  return access === 'authenticated' ? 'logged in' : `permission \`${access}\``
}

/** E.g. "`error` `{message, code}`, always": the event of a refusal, and its payload. */
export function familyWords({ families }: Contract, { family }: InboundEvent): string {
  const found = families[family]
  if (!found) return `\`${family}\``
  return `\`${found.event}\` ${found.form.words}${found.always ? ', always' : ''}`
}
