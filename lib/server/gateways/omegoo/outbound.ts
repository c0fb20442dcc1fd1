import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { MUTE_MS } from '@/lib/domain/conversations/foul-words'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { ERRORS } from '@/lib/domain/errors'
import { ABOUT_CONVERSATION } from '@/lib/domain/moderation'
import { toUser } from '@/lib/domain/topics'
import type { FrameOf } from '../kit'
import { newReport } from './admin-feed'
import { roomId } from './room-id'

type Frame = FrameOf<typeof omegoo>

const ALERTS = {
  warning: 'Content policy warning: please keep it friendly',
  violation: 'Content policy violation detected',
} as const

/** What omegoo's clients are sent in every dialect. */
export const outbound = {
  'message.flagged': ({ session, author, level }: DomainEventOf<'message.flagged'>): Frame[] => [
    {
      to: toUser(author),
      event: 'moderation-alert',
      data: { type: level, message: ALERTS[level], sessionId: session.id },
    },
  ],

  'conversation.message-flagged': (event: DomainEventOf<'conversation.message-flagged'>): Frame[] => {
    const { conversation: conversationId, author, level: type } = event
    const data = { type, message: ALERTS[type], conversationId }
    const until = type === 'violation' ? { retryAfter: MUTE_MS / 1_000 } : {}
    return [{ to: toUser(author), event: 'moderation-alert', data: { ...data, ...until } }]
  },

  'account.warned': ({ user, warning, text }: DomainEventOf<'account.warned'>): Frame[] => [
    {
      to: toUser(user),
      event: 'moderation-alert',
      data: { type: 'warning', message: text, warningId: warning },
    },
  ],

  'matching.paused': ({ user, until, at }: DomainEventOf<'matching.paused'>): Frame[] => [
    {
      to: toUser(user),
      event: 'moderation-alert',
      data: {
        type: 'warning',
        message: ERRORS.MATCHING_PAUSED.description,
        retryAfter: Math.ceil((until - at) / 1_000),
      },
    },
  ],

  'report.submitted': (event: DomainEventOf<'report.submitted'>): Frame[] => {
    const { report, reporter, session, chatType, again } = event
    const news = again ? [] : newReport(event)
    if (session === null || chatType === ABOUT_CONVERSATION) return news
    const data = { reportId: report, roomId: roomId({ id: session, chatType }) }
    return [{ to: toUser(reporter), event: 'report_submitted', data }, ...news]
  },
}
