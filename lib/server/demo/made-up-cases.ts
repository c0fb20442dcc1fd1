import { FOREVER } from '@/lib/domain/accounts'
import type { BanRecord } from '@/lib/domain/casework'
import type { Millis, UserId } from '@/lib/domain/ids'
import {
  DEMO_PREFIX,
  type MadeUpAppeal,
  type MadeUpCases,
  type MadeUpReport,
} from '../ports/analytics/acquisition'
import type { SessionRecord } from '../ports/sessions/history'
import type { Chance } from './chance'
import { APPEALS, madeUpStory } from './made-up-evidence'

const MINUTE_MS: Millis = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** From a report to its first decision: most within the hour, some after a night. */
const WAITS = [
  [5, 20 * MINUTE_MS],
  [4, HOUR_MS],
  [2, 4 * HOUR_MS],
  [1, 15 * HOUR_MS],
] as const
const OUTCOMES = [
  [5, 'resolved'],
  [4, 'dismissed'],
] as const
const MODERATORS = [`${DEMO_PREFIX}moderator-1`, `${DEMO_PREFIX}moderator-2`] as const
const BANS = [
  [5, 7 * DAY_MS],
  [3, 30 * DAY_MS],
  [1, null],
] as const
/** Of the bans, how many are appealed, and within what time they are answered. */
const APPEALED = 0.4
const ANSWER_MS = 20 * HOUR_MS
/** So many of the newest reports, and of the appeals, wait for somebody who looks at the demonstration. */
const OPEN_REPORTS = 7
const OPEN_APPEALS = 2

/**
 * What came of the sessions that were reported: decisions, bans of people who did it again, appeals; a few wait.
 *
 * @param end - nothing was decided later
 */
export function madeUpCases(sessions: readonly SessionRecord[], end: Millis, chance: Chance): MadeUpCases {
  const reported = sessions
    .filter(({ endReason }) => endReason === 'reported')
    .toSorted((one, other) => one.endedAt - other.endedAt)
  const reports = reported.map((session, index) => {
    const isOpen = index >= reported.length - OPEN_REPORTS
    return reportOf(session, `${DEMO_PREFIX}report-${index}`, isOpen ? Infinity : end, chance)
  })
  const bans = bansFor(reports, chance)
  return { reports, bans, appeals: appealsOf(bans, end, chance), reporters: reportersOf(reports) }
}

function reportOf(
  { id: sessionId, participants: [reporter, reported], chatType, startedAt, endedAt }: SessionRecord,
  id: string,
  end: Millis,
  chance: Chance,
): MadeUpReport {
  const session = { startedAt, endedAt }
  const decidedAt = endedAt + chance.near(chance.pick(WAITS))
  const isDecided = end !== Infinity && decidedAt < end
  return {
    id,
    reporter,
    reported,
    sessionId,
    conversationId: null,
    chatType,
    session,
    createdAt: endedAt,
    ...madeUpStory({ reporter, reported, session }, id, chance),
    status: isDecided ? chance.pick(OUTCOMES) : 'pending',
    decidedAt: isDecided ? decidedAt : null,
  }
}

/** Whether a person had been found at fault before each of the reports that were upheld. */
export function upheldBefore(reports: readonly MadeUpReport[]): ReadonlyMap<string, boolean> {
  const known = new Set<UserId>()
  const again = new Map<string, boolean>()
  for (const { id, reported, status } of inOrderOfDecision(reports)) {
    if (status !== 'resolved') continue
    again.set(id, known.has(reported))
    known.add(reported)
  }
  return again
}

const inOrderOfDecision = (reports: readonly MadeUpReport[]) =>
  reports
    .filter(({ decidedAt }) => decidedAt !== null)
    .toSorted((one, other) => (one.decidedAt ?? 0) - (other.decidedAt ?? 0))

function bansFor(reports: readonly MadeUpReport[], chance: Chance): readonly BanRecord[] {
  const again = upheldBefore(reports)
  const bans = new Map<UserId, BanRecord>()
  const all: BanRecord[] = []
  for (const { id, reported, type, decidedAt } of inOrderOfDecision(reports)) {
    const running = bans.get(reported)
    if (!again.get(id) || decidedAt === null || (running && running.until > decidedAt)) continue
    const length = chance.pick(BANS)
    const ban = {
      id: `${DEMO_PREFIX}ban-${all.length}`,
      userId: reported,
      by: MODERATORS[all.length % 2] ?? null,
      reason: `${type}, and not for the first time`,
      until: length === null ? FOREVER : decidedAt + length,
      createdAt: decidedAt,
    }
    bans.set(reported, ban)
    all.push(ban)
  }
  return all
}

function appealsOf(bans: readonly BanRecord[], end: Millis, chance: Chance): readonly MadeUpAppeal[] {
  // Only who is still banned waits for an answer.
  const open = new Set(bans.filter(({ until }) => until > end + DAY_MS).slice(-OPEN_APPEALS))
  return bans.flatMap((ban, index) => {
    if (!open.has(ban) && chance.next() >= APPEALED) return []
    const which = Math.floor(chance.next() * APPEALS.length)
    const [text, answer] = APPEALS[which] ?? APPEALS[0]
    const createdAt = Math.min(ban.createdAt + chance.near(6 * HOUR_MS), end - MINUTE_MS)
    const decidedAt = createdAt + chance.near(ANSWER_MS)
    const isOpen = open.has(ban) || decidedAt >= end
    return [
      {
        id: `${DEMO_PREFIX}appeal-${index}`,
        banId: ban.id,
        user: ban.userId,
        text,
        status: isOpen ? 'pending' : which < 2 ? 'upheld' : 'lifted',
        answer: isOpen ? null : answer,
        decidedBy: isOpen ? null : (MODERATORS.find((moderator) => moderator !== ban.by) ?? null),
        createdAt,
        decidedAt: isOpen ? null : decidedAt,
      },
    ]
  })
}

function reportersOf(reports: readonly MadeUpReport[]): MadeUpCases['reporters'] {
  const decided = Map.groupBy(inOrderOfDecision(reports), ({ reporter }) => reporter)
  return [...decided].map(([user, own]) => ({
    user,
    upheld: own.filter(({ status }) => status === 'resolved').length,
    dismissed: own.filter(({ status }) => status === 'dismissed').length,
    changedAt: own.at(-1)?.decidedAt ?? 0,
  }))
}
