/** How Redis is. */
export interface RedisState {
  /** Whether it can be reached. */
  isReady(): boolean
  /** Whether it let this process do its work when that was last tried. */
  isUsable(): boolean
  /** Tries it. @throws when it cannot be reached, or is good for nothing */
  check(): Promise<void>
}
