import { noToken, anyone, moderators, moderatorsMeet, alike, type Operation } from './authorization.verdicts'

/** Appeals, and moderators' work on cases. */
export const caseworkEndpoints: Record<string, Operation> = {
  'POST /api/moderation/appeal': {
    send: ({ device }) => ({ deviceFingerprint: device, text: 'It was not me' }),
    verdicts: { ...alike('NOT_BANNED'), banned: 'allow' },
  },
  'GET /api/moderation/standing': { verdicts: { ...noToken, ...anyone } },
  'POST /api/moderation/standing/confirm': { verdicts: { ...noToken, ...anyone } },
  'POST /api/admin/unban-user': {
    send: ({ targetId }) => ({ userId: targetId, reason: 'a mistake' }),
    verdicts: { ...moderatorsMeet('NOT_BANNED'), foreigner: 'USER_NOT_FOUND' },
  },
  'GET /api/admin/appeals': { verdicts: moderators },
  'GET /api/admin/appeals/:id': {
    params: () => ({ id: 'no-such-appeal' }),
    verdicts: moderatorsMeet('NOT_FOUND'),
  },
  'PUT /api/admin/appeals/:id': {
    params: () => ({ id: 'no-such-appeal' }),
    send: () => ({ status: 'upheld' }),
    verdicts: moderatorsMeet('NOT_FOUND'),
  },
  'POST /api/admin/cases/:id/claim': {
    params: ({ reportId }) => ({ id: reportId }),
    verdicts: { ...moderators, foreigner: 'NOT_FOUND' },
  },
  'DELETE /api/admin/cases/:id/claim': {
    params: ({ reportId }) => ({ id: reportId }),
    verdicts: { ...moderators, foreigner: 'NOT_FOUND' },
  },
  'PUT /api/admin/reports/:id/assignee': {
    params: ({ reportId }) => ({ id: reportId }),
    send: () => ({ userId: null }),
    verdicts: { ...moderators, foreigner: 'NOT_FOUND' },
  },
  'POST /api/admin/users/:id/warnings': {
    params: ({ targetId }) => ({ id: targetId }),
    send: () => ({ text: 'Please keep it friendly' }),
    verdicts: { ...moderators, foreigner: 'USER_NOT_FOUND' },
  },
  'GET /api/admin/users/:id/record': {
    params: ({ targetId }) => ({ id: targetId }),
    verdicts: { ...moderators, foreigner: 'USER_NOT_FOUND' },
  },
  'POST /api/admin/users/:id/notes': {
    params: ({ targetId }) => ({ id: targetId }),
    send: () => ({ text: 'Came back after a ban' }),
    verdicts: { ...moderators, foreigner: 'USER_NOT_FOUND' },
  },
  'GET /api/admin/moderation': { verdicts: moderators },
  'GET /api/admin/retention': { verdicts: { ...moderators, foreigner: 'FORBIDDEN' } },
  'GET /api/admin/saved-replies': { verdicts: moderators },
  'POST /api/admin/saved-replies': {
    send: () => ({ title: 'Spam', text: 'Please do not advertise' }),
    verdicts: moderators,
  },
  'PUT /api/admin/saved-replies/:id': {
    params: () => ({ id: 'no-such-reply' }),
    send: () => ({ title: 'Spam', text: 'Please do not advertise here' }),
    verdicts: moderatorsMeet('NOT_FOUND'),
  },
  'DELETE /api/admin/saved-replies/:id': {
    params: () => ({ id: 'no-such-reply' }),
    verdicts: moderatorsMeet('NOT_FOUND'),
  },
}
