/** What a connection tells of itself. Nothing is told after `refused` or `closed`. */
export interface LinkListener {
  opened(): void
  /** It never came to be. @param reason - the server's words, or the browser's */
  refused(reason: string): void
  /** It is over, by whomever. */
  closed(reason: string): void
  received(event: string, payload: unknown): void
}

/** A live connection to one namespace. */
export interface Link {
  /** Sends an event as it is; without a payload where that is undefined. `answered` asks for an acknowledgement. */
  send(event: string, payload: unknown, answered?: (answer: unknown) => void): void
  close(): void
}

export interface LinkTarget {
  /** The namespace's address, such as `/` or `/chat`. */
  readonly namespace: string
  /** An access token; without one the browser's own session counts, if there is one. */
  readonly token?: string
}

/** Makes a connection; one file for each transport that a contract's namespace may have. */
export type OpenLink = (target: LinkTarget, listener: LinkListener) => Promise<Link>
