import {
  anyone,
  anyoneIs,
  members,
  noSocket,
  noToken,
  type Operation,
  type Stage,
  staff,
} from './authorization.verdicts'

/** Its host alone: people without a role may host none, and of others there is none. */
const hosts = {
  ...anyoneIs('FORBIDDEN'),
  ...staff('CONVERSATION_NOT_FOUND'),
  agent: 'allow',
} as const
const params = ({ visitId }: Stage) => ({ id: visitId })

/** Events of visits, by `<namespace> <name>`. */
export const visitEvents: Record<string, Operation> = {
  '/ visit:admit': {
    hasVisit: true,
    send: ({ visitId, targetId: userId }) => ({ visitId, userId }),
    verdicts: { ...noSocket, ...hosts },
  },
}

/** Endpoints of visits, by `<method> <path>`. */
export const visitEndpoints: Record<string, Operation> = {
  'POST /api/v1/visits': {
    send: ({ targetId }) => ({ participantIds: [targetId] }),
    verdicts: {
      ...noToken,
      ...anyoneIs('FORBIDDEN'),
      ...staff('allow'),
      foreigner: 'USER_NOT_FOUND',
    },
  },
  'GET /api/v1/visits': { verdicts: { ...noToken, ...anyone } },
  'GET /api/v1/visits/:id': { hasVisit: true, params, verdicts: { ...noToken, ...members } },
  'POST /api/v1/visits/:id/participants': {
    hasVisit: true,
    params,
    send: ({ targetId }) => ({ participantIds: [targetId] }),
    verdicts: { ...noToken, ...hosts },
  },
  'DELETE /api/v1/visits/:id/participants/:userId': {
    hasVisit: true,
    params: (stage) => ({ ...params(stage), userId: stage.targetId }),
    verdicts: { ...noToken, ...hosts },
  },
  'POST /api/v1/visits/:id/end': { hasVisit: true, params, verdicts: { ...noToken, ...hosts } },
}
