import type { Message } from './wire'

/** Whether a message mentions somebody; nobody mentions themselves, and whom one has blocked mentions in vain. */
export const mentionsMe = (
  { senderId, mentions, mentionsEveryone }: Pick<Message, 'senderId' | 'mentions' | 'mentionsEveryone'>,
  account: string,
  blocked: ReadonlySet<string>,
): boolean =>
  senderId !== account && !blocked.has(senderId) && (mentionsEveryone === true || mentions.includes(account))
