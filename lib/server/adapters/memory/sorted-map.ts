import imported from 'sorted-btree'

/** A map in order of its keys. The package is CommonJS: Node gives its exports as the default, bundlers the class itself. */
export const SortedMap = ('default' in imported ? imported.default : imported) as typeof imported
export type SortedMap<Key, Value> = InstanceType<typeof imported<Key, Value>>
