import type { Millis, TenantId, UserId } from '@/lib/domain/ids'

/** A row as it is kept: text, numbers, flags; times as ISO 8601, pictures as base64. */
export type Fact = Readonly<Record<string, unknown>>

/** Everything that names a person. Of other people it holds only what this one did to them. */
export interface PersonalExport {
  readonly account: Fact
  readonly devices: readonly Fact[]
  /** That devices or an address which left the account are still recognised. */
  readonly kept: readonly Fact[]
  readonly logins: readonly Fact[]
  readonly proofs: readonly Fact[]
  /** That there are any; no secret of theirs. */
  readonly secondFactors: readonly Fact[]
  /** What a provider said about the person's age: never the age. */
  readonly ageChecks: readonly Fact[]
  readonly sessions: readonly Fact[]
  /** Written by the person, with the pictures and the person's own messages that went with them. */
  readonly reports: readonly Fact[]
  /** Without who wrote them and what. */
  readonly reportsAboutMe: readonly Fact[]
  readonly blocks: readonly Fact[]
  /** What the person did, day by day. */
  readonly days: readonly Fact[]
  /** What they chose to be shown as. */
  readonly presence: readonly Fact[]
  /** Where they are a member, what they wrote there and what it said before, and the channels that they made. */
  readonly memberships: readonly Fact[]
  readonly messages: readonly Fact[]
  /** What they uploaded: names and sizes, not the content. */
  readonly files: readonly Fact[]
  readonly channels: readonly Fact[]
  /** Those that they hold or are invited to. */
  readonly visits: readonly Fact[]
  /** What an administrator narrows figures by. */
  readonly segments: readonly Fact[]
  /** That the person was banned and warned, their appeals, and how their reports were decided; without who decided. */
  readonly bans: readonly Fact[]
  readonly appeals: readonly Fact[]
  readonly warnings: readonly Fact[]
  readonly standing: readonly Fact[]
  readonly audit: readonly Fact[]
  /** Orders, paid or not. */
  readonly payments: readonly Fact[]
  /** What moved the person's coins. */
  readonly coins: readonly Fact[]
  /** What they have for a while because they paid for it. */
  readonly goods: readonly Fact[]
  /** What is or was on its way to the person through another system. */
  readonly outgoing: readonly Fact[]
}

export interface Erasure {
  readonly tenant: TenantId
  readonly user: UserId
  /** What names the person from now on: the one that the audit log's hashes cover. */
  readonly pseudonym: string
  /** Of the account's address; null: it has none. */
  readonly emailDigest: string | null
  /** What the person did in a session can be reported until then; null: there is nothing to report any more. */
  readonly reportableUntil: Millis | null
  readonly now: Millis
}

export interface PersonalData {
  /** Undefined: there is no such account. */
  export(user: UserId): Promise<PersonalExport | undefined>
  /**
   * Deletes the account and all that is only the person's, in one transaction; what is on its way to them too. What must stay its time (reports with their
   * evidence, the audit log, the books) names `pseudonym` instead; an audit entry records that it happened. Digests of the devices and the
   * address stay under it while a report about the person is open or a ban runs, those of devices also while a block holds.
   *
   * @returns `last-administrator` where the tenant would have none who can act; then nothing is done
   */
  erase(erasure: Erasure): Promise<'erased' | 'last-administrator'>
}
