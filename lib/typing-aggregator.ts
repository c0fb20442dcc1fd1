import { getRuntime } from './server/runtime-slot'

/** Who is typing, in words. @see spec/caas.md "Aggregated Typing" */
export const typingAggregator = {
  /**
   * Who types in a conversation, on whichever process, as one person may read it: without themselves and without whom they never
   * meet. Empty where nobody is.
   *
   * @example
   * const status = await typingAggregator.getAggregatedStatus(conversationId, currentUserId)
   * // { display_text: 'Alice and Bob are typing...' }
   *
   * @throws Error: there is no server in this process
   */
  async getAggregatedStatus(conversationId: string, currentUserId: string) {
    return { display_text: await getRuntime().figures.typingText(conversationId, currentUserId) }
  },
}
