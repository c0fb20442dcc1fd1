/** Remembers the last few keys, to drop what comes again by another way within moments. */
export class RecentKeys {
  private readonly keys: string[] = []

  constructor(private readonly most: number) {}

  /** @returns whether the key was seen lately; it is remembered from now on */
  seen(key: string): boolean {
    if (this.keys.includes(key)) return true
    if (this.keys.push(key) > this.most) this.keys.shift()
    return false
  }
}
