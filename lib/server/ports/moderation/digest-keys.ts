import type { Millis } from '@/lib/domain/ids'

/** Key material that was made once, encrypted under a server's secret. */
export interface DigestKey {
  readonly id: string
  readonly sealed: string
  /** Tells secrets apart, and gives none away. */
  readonly secretMark: string
  readonly createdAt: Millis
}

/** Keys of digests, for one purpose each, that are made once and outlive the server's secret. */
export interface DigestKeys {
  /** Newest first, at most 100. */
  all(purpose: string): Promise<readonly DigestKey[]>
  /**
   * Keeps the first key of a purpose and a secret.
   *
   * @returns what is kept: of two processes that make one at once, both get the same
   */
  keep(purpose: string, made: DigestKey): Promise<DigestKey>
  /** The same key, encrypted under another secret. */
  reseal(id: string, to: Pick<DigestKey, 'sealed' | 'secretMark'>): Promise<void>
  /** Whether anything in the database may rest on digests from before keys were kept. */
  isInUse(): Promise<boolean>
}
