import type { Millis, TenantId, UserId } from '@/lib/domain/ids'

/** A row as it is kept: text, numbers, flags; times as ISO 8601, pictures as base64. */
export type Fact = Readonly<Record<string, unknown>>

/** Everything that names a person. Of other people it holds only what this one did to them. */
export interface PersonalExport {
  readonly account: Fact
  readonly devices: readonly Fact[]
  readonly logins: readonly Fact[]
  readonly proofs: readonly Fact[]
  readonly sessions: readonly Fact[]
  /** Written by the person, with the pictures and the person's own messages that went with them. */
  readonly reports: readonly Fact[]
  /** Without who wrote them and what. */
  readonly reportsAboutMe: readonly Fact[]
  readonly blocks: readonly Fact[]
  readonly audit: readonly Fact[]
}

export interface PersonalData {
  /** Undefined: there is no such account. */
  export(user: UserId): Promise<PersonalExport | undefined>
  /**
   * Deletes the account and all that is only the person's, in one transaction. What must stay its time (reports with their
   * evidence, the audit log) names `pseudonym` instead; an audit entry says that it happened.
   *
   * @param pseudonym - random; nothing leads from it to the person
   */
  erase(tenant: TenantId, user: UserId, pseudonym: string, now: Millis): Promise<void>
}
