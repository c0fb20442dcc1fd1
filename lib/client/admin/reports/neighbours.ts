/** The cases before and after one in the queue; one that is not in it any more stands before the first. */
export function neighboursOf(
  ids: readonly string[],
  current: string | undefined,
): { readonly previous: string | undefined; readonly next: string | undefined } {
  const at = current === undefined ? -1 : ids.indexOf(current)
  return { previous: at > 0 ? ids[at - 1] : undefined, next: ids[at + 1] }
}
