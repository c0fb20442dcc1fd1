import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import type { createWorld, Person } from '@/lib/testing/world'

export const PASSWORD = 'a long password'

/** People who register, are reported, go and come back, by devices that the test knows. */
export function createDepartures(
  world: Pick<ReturnType<typeof createWorld>, 'url' | 'client' | 'get' | 'person' | 'post'>,
) {
  const { get, person, post } = world

  /** A person with a socket. */
  async function someone(more: object = {}) {
    const deviceFingerprint = newDevice()
    const guest = await registerGuest(world.url(), { deviceFingerprint, ...more })
    return { ...guest, deviceFingerprint, client: await world.client(guest.token) }
  }

  return {
    someone,
    member: async (email: string) => ({ ...(await someone({ email, password: PASSWORD })), email }),
    register: (more: object) =>
      post('/api/auth/register', {
        age: 30,
        deviceFingerprint: newDevice(),
        termsAccepted: true,
        privacyAccepted: true,
        ...more,
      }),
    remove: (path: string, token: string, body?: unknown) =>
      request(world.url(), 'DELETE', path, { token, ...(body !== undefined && { body }) }),
    report: (by: Person, sessionId: string) =>
      post('/api/moderation/report', { sessionId, reportType: 'harassment', description: 'rude' }, by.token),

    /** A moderator's case about a person, who may have deleted the account, and a ban of them. */
    async banReported(by: Person, more: object = {}) {
      const moderator = await person('moderator')
      const mine = (await get('/api/moderation/user-reports', by.token)).body.data as {
        reports: { reportId: string }[]
      }
      const reportId = mine.reports[0]?.reportId ?? ''
      const path = `/api/admin/reports/${reportId}`
      const { reported } = (await get(path, moderator.token)).body.data as { reported: { userId: string } }
      const body = { userId: reported.userId, reason: 'rude', reportId, ...more }
      const answer = await post('/api/admin/ban-user', body, moderator.token)
      const after = (await get(path, moderator.token)).body.data
      return { userId: reported.userId, answer, after }
    },
  }
}
