import type { Millis, SessionId, UserId } from '@/lib/domain/ids'
import type { SessionFacts } from '@/lib/domain/receipts'

/** What is kept of sessions, for receipts about it. */
export interface SessionFactsReader {
  /** Undefined: nothing is kept of such a session of this person. */
  ofSession(user: UserId, session: SessionId): Promise<SessionFacts | undefined>
}

/** A key pair of this deployment. */
export interface SigningKey {
  /** The beginning of a digest of the public key, hex. */
  readonly id: string
  /** 32 bytes, base64url. */
  readonly publicKey: string
  /** The private key, encrypted. */
  readonly sealed: string
  readonly createdAt: Millis
}

/** Keys that are made once and kept. */
export interface SigningKeys {
  /**
   * The key of a purpose and a server's secret; `made` unless there is one. Of two processes that make one at once, both get the
   * same.
   *
   * @param mark - tells secrets apart, and gives none away
   */
  keep(purpose: string, mark: string, made: SigningKey): Promise<SigningKey>
  find(purpose: string, mark: string): Promise<SigningKey | undefined>
  /** All of a purpose, newest first: what was signed with an earlier one can still be checked. */
  all(purpose: string): Promise<readonly SigningKey[]>
}

/** Signs for this deployment. */
export interface Signer {
  /** Ed25519 over the text in UTF-8. @returns base64url */
  sign(text: string): Promise<{ readonly signature: string; readonly keyId: string }>
  /** Newest first. */
  keys(): Promise<readonly Pick<SigningKey, 'id' | 'publicKey' | 'createdAt'>[]>
}
