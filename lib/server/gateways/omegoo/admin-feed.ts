import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { Actor } from '@/lib/domain/accounts'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { type Topic, toUser } from '@/lib/domain/topics'
import { isPermitted } from '@/lib/domain/permissions'
import type { FrameOf, Greeting } from '../kit'
import { alertForm } from './alerts'
import { claimForm } from './admin-forms'
import { isoTime } from '../iso-time'

type Frame = FrameOf<typeof omegoo>

const namespace = '/admin'
const holdersIn = (audience: readonly Topic[]) => audience.filter((topic) => topic.startsWith('holders:'))

/** The last hour, for who may see it; moderators are notified of reports only. */
export const greetAdministrator: Greeting<typeof omegoo, '/admin'> = ({ actor, services, reply }) => {
  if (!mayWatch(actor)) return
  const { figures, points } = services.dashboard.snapshot(actor)
  reply('admin:snapshot', { ...figures, points: [...points] })
}

const mayWatch = ({ role }: Actor) => isPermitted(role, 'admin.dashboard')

/** Domain events as the namespace `/admin` carries them. */
export const adminFeed = {
  'figures.changed': ({ figures, at, audience }: DomainEventOf<'figures.changed'>): Frame[] => {
    const { live, kinds, pairing, messages, sessions, trouble } = figures
    return audience.flatMap((to): Frame[] => [
      ...(live ? [{ to, namespace, event: 'admin:live', data: { ...live, at } } as const] : []),
      ...(kinds ? [{ to, namespace, event: 'admin:kinds', data: kinds } as const] : []),
      ...(pairing ? [{ to, namespace, event: 'admin:pairing', data: pairing } as const] : []),
      ...(messages ? [{ to, namespace, event: 'admin:messages', data: messages } as const] : []),
      ...(sessions ? [{ to, namespace, event: 'admin:sessions', data: sessions } as const] : []),
      ...(trouble ? [{ to, namespace, event: 'admin:trouble', data: trouble } as const] : []),
    ])
  },

  'figures.point': ({ point, audience }: DomainEventOf<'figures.point'>): Frame[] =>
    audience.map((to) => ({ to, namespace, event: 'admin:point', data: point })),

  'alert.changed': ({ alert, audience }: DomainEventOf<'alert.changed'>): Frame[] =>
    audience.map((to) => ({ to, namespace, event: 'admin:alert', data: alertForm(alert) })),

  'account.role-changed': ({ user, role }: DomainEventOf<'account.role-changed'>): Frame[] => [
    { to: toUser(user), namespace, event: 'admin:role', data: { role } },
  ],

  'case.claimed': ({ caseId, claim, audience }: DomainEventOf<'case.claimed'>): Frame[] =>
    audience.map((to) => ({
      to,
      namespace,
      event: 'admin:case-claimed',
      data: { caseId, claim: claim && claimForm(claim) },
    })),

  'appeal.made': ({ appeal, user, at, audience }: DomainEventOf<'appeal.made'>): Frame[] =>
    audience.map((to) => ({
      to,
      namespace,
      event: 'admin:appeal',
      data: { appealId: appeal, userId: user, createdAt: isoTime(at) },
    })),

  'appeal.decided': ({ appeal, outcome, audience }: DomainEventOf<'appeal.decided'>): Frame[] =>
    audience.map((to) => ({
      to,
      namespace,
      event: 'admin:appeal-decided',
      data: { appealId: appeal, status: outcome },
    })),

  'revenue.changed': ({ at, audience }: DomainEventOf<'revenue.changed'>): Frame[] =>
    holdersIn(audience).map((to): Frame => ({
      to,
      namespace,
      event: 'admin:revenue',
      data: { at: isoTime(at) },
    })),

  'figures.counted': ({ page, at, audience }: DomainEventOf<'figures.counted'>): Frame[] =>
    holdersIn(audience).map((to): Frame => ({
      to,
      namespace,
      event: page === 'acquisition' ? 'admin:acquisition' : 'admin:engagement',
      data: { at: isoTime(at) },
    })),

  'report.decided': (event: DomainEventOf<'report.decided'>): Frame[] => {
    const { report, reporter, outcome, at, audience } = event
    const data = { reportId: report, status: outcome }
    const notices = holdersIn(audience).map((to): Frame => ({
      to,
      namespace,
      event: 'admin:report-reviewed',
      data,
    }))
    return [
      ...notices,
      { to: toUser(reporter), event: 'report-updated', data: { ...data, updatedAt: isoTime(at) } },
    ]
  },
}

/** A new report for moderators but the one whom it is about, apart from what its reporter receives. */
export function newReport({
  report,
  session,
  conversation,
  chatType,
  reporter,
  reported,
  category,
  at,
  audience,
}: DomainEventOf<'report.submitted'>): Frame[] {
  const data = {
    reportId: report,
    sessionId: session,
    conversationId: conversation,
    reportType: category,
    chatType,
    reporterId: reporter,
    reportedId: reported,
    createdAt: isoTime(at),
  }
  return holdersIn(audience).map((to) => ({
    to,
    namespace,
    event: 'admin:report',
    data,
    hiddenFrom: [reported],
  }))
}
