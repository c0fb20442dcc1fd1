const BUCKET = 256

/**
 * How many numbers of a growing sequence are below one of them. Adding and removing are constant;
 * `below` costs one step per 256 numbers, plus 256.
 */
export function createOrderStatistics() {
  const buckets = new Map<number, Set<number>>()
  let size = 0

  return {
    add(order: number): void {
      const key = Math.floor(order / BUCKET)
      const bucket = buckets.get(key) ?? new Set()
      bucket.add(order)
      buckets.set(key, bucket)
      size += 1
    },
    remove(order: number): void {
      const key = Math.floor(order / BUCKET)
      const bucket = buckets.get(key)
      if (!bucket?.delete(order)) return
      size -= 1
      if (bucket.size === 0) buckets.delete(key)
    },
    below(order: number): number {
      const own = Math.floor(order / BUCKET)
      let count = 0
      for (const [key, bucket] of buckets) if (key < own) count += bucket.size
      for (const other of buckets.get(own) ?? []) if (other < order) count += 1
      return count
    },
    size: () => size,
  }
}
