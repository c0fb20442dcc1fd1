/** Who is typing, in words; empty where nobody is. @see contracts, section 9 "typing" */
export function typingText(names: readonly string[]): string {
  const [first, second, ...others] = names
  if (first === undefined) return ''
  if (second === undefined) return `${first} is typing...`
  if (others.length === 0) return `${first} and ${second} are typing...`
  return `${first}, ${second} and ${others.length} other${others.length === 1 ? '' : 's'} are typing...`
}
