import type { Participant, ParticipantState, Visit } from '@/lib/domain/visits/visit'
import type { VisitModel } from '../generated/models/Visit'
import type { VisitParticipantModel } from '../generated/models/VisitParticipant'

export function toVisit(row: VisitModel): Visit {
  return {
    id: row.id,
    tenantId: row.tenantId,
    host: row.hostId,
    conversation: row.conversationId,
    scheduledAt: row.scheduledAt?.getTime() ?? null,
    hasWaitingRoom: row.hasWaitingRoom,
    createdAt: row.createdAt.getTime(),
    endedAt: row.endedAt?.getTime() ?? null,
  }
}

export function stateOf({
  admittedAt,
  arrival,
}: Pick<VisitParticipantModel, 'admittedAt' | 'arrival'>): ParticipantState {
  if (admittedAt !== null) return 'admitted'
  return arrival === null ? 'invited' : 'waiting'
}

export type ParticipantRow = VisitParticipantModel & {
  readonly user: { readonly displayName: string | null; readonly role: string }
}

export const WITH_PERSON = { user: { select: { displayName: true, role: true } } } as const

export function toParticipant({ userId, user, waitingSince, ...row }: ParticipantRow): Participant {
  return {
    user: userId,
    displayName: user.displayName,
    role: user.role,
    state: stateOf(row),
    waitingSince: waitingSince?.getTime() ?? null,
  }
}
