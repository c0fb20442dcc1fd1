import { getRuntime } from './server/runtime-slot'

/** Calls of several people, for other code of the server. @see spec/caas.md "Group Calls" */
export const groupCallManager = {
  /**
   * Calls people as if `creatorId` did, who comes in by `call:resume`, within 30 s.
   *
   * @example
   * const groupCall = await groupCallManager.createGroupCall(creatorId, ['user-1', 'user-2', 'user-3'], 'video', tenantId)
   *
   * @param mediaType - `audio` or `video`
   * @throws DomainError: USER_NOT_FOUND, TOO_MANY_PARTICIPANTS before anybody rings, ALREADY_IN_SESSION; Error: there is no server
   *   in this process
   */
  createGroupCall: async (
    creatorId: string,
    participantIds: readonly string[],
    mediaType: 'audio' | 'video',
    tenantId: string,
  ) => getRuntime().groupCalls.create(creatorId, participantIds, mediaType, tenantId),

  /** Calls one more person. @throws DomainError: CALL_NOT_FOUND, CALL_LOCKED, USER_NOT_FOUND, TOO_MANY_PARTICIPANTS, BUSY */
  addParticipant: async (callId: string, newUserId: string) => getRuntime().groupCalls.add(callId, newUserId),

  /** Takes somebody out of a call. @throws DomainError: CALL_NOT_FOUND, USER_NOT_FOUND */
  removeParticipant: async (callId: string, userId: string) => getRuntime().groupCalls.remove(callId, userId),
}
