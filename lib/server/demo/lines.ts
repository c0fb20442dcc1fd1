const GREETINGS = [
  'Hi. I am a practice partner: a program, not a person. Write anything, and try the buttons around us.',
  'Hello. Practice partner here, so no person reads this. Try typing, leaving, or reporting me: nobody minds.',
  'Hey. You are talking to a program that is here for practice. What would you like to try?',
]
const REPLIES = [
  'I read that. Want to see what happens when you switch your network off for ten seconds?',
  'Noted. Press Esc to leave me, and Esc again to look for somebody else.',
  'Try writing very fast: after ten messages in ten seconds there is a countdown.',
  'If you reload the page now, we go on where we are.',
  'Open a second tab: both show this talk.',
]

/** How a practice partner introduces itself: as one. */
export function greeting(index: number): string {
  return GREETINGS[index % GREETINGS.length] ?? ''
}

/** What it answers to the `count`th message; it repeats a little of the message, so that order can be seen. */
export function replyTo(content: string, count: number): string {
  const excerpt = content.length > 40 ? `${content.slice(0, 40)}…` : content
  return `“${excerpt}”. ${REPLIES[(count - 1) % REPLIES.length] ?? ''}`
}
