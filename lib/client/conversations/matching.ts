import type { Listed } from './wire'

/**
 * Conversations whose name holds a text, whatever its case: those that begin with it first, otherwise in the order of the list.
 *
 * @param titleOf - what a conversation is called on the screen
 */
export function matching(
  items: readonly Listed[],
  text: string,
  titleOf: (listed: Listed) => string,
): readonly Listed[] {
  const wanted = text.trim().toLocaleLowerCase()
  const place = (listed: Listed) => titleOf(listed).toLocaleLowerCase().indexOf(wanted)
  const found = items.filter((listed) => place(listed) >= 0)
  return [...found.filter((one) => place(one) === 0), ...found.filter((one) => place(one) > 0)]
}
