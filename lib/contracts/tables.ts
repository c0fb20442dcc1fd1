/**
 * Joins tables of one contract or gateway: the parts of its events, handlers, projections or endpoints, each in a file of its own.
 *
 * A key that two of them have does not compile, and throws where types were evaded: spreading would keep the last one silently.
 *
 * @throws when a key is in two tables
 */
export function tables<const T extends readonly object[]>(...parts: T & WithoutDoubleKeys<T>): Joined<T> {
  const joined: Record<string, unknown> = {}
  for (const part of parts) {
    for (const [key, row] of Object.entries(part)) {
      if (Object.hasOwn(joined, key)) throw new Error(`${key} is in two tables`)
      joined[key] = row
    }
  }
  return joined as Joined<T>
}

type Joined<T extends readonly object[]> = T extends readonly [infer First, ...infer Rest extends object[]]
  ? First & Joined<Rest>
  : unknown

type KeysOf<T extends readonly object[]> = T extends readonly [infer First, ...infer Rest extends object[]]
  ? keyof First | KeysOf<Rest>
  : never

type DoubleKeys<T extends readonly object[]> = T extends readonly [
  infer First,
  ...infer Rest extends object[],
]
  ? (keyof First & KeysOf<Rest>) | DoubleKeys<Rest>
  : never

/** The compiler's message names the key. */
type WithoutDoubleKeys<T extends readonly object[]> = [DoubleKeys<T>] extends [never]
  ? unknown
  : readonly { readonly keyInTwoTables: DoubleKeys<T> }[]
