import { resumesOnConnect } from '@/lib/server/gateways/omegoo/dialects/all'
import type { Actor } from '@/lib/domain/accounts'
import { RETURN_WITHIN_MS } from '@/lib/domain/conversations/viewing'
import { USUAL_PACKAGES } from '@/lib/domain/payments/packages'
import { createContent } from '@/lib/server/adapters/content/content'
import { createMemoryAccountSockets } from '@/lib/server/adapters/memory/account-sockets'
import { createMemoryCalls } from '@/lib/server/adapters/memory/calls'
import { createSimulatedTelephony } from '@/lib/server/adapters/telephony/simulated'
import { createMemoryKeptSignals } from '@/lib/server/adapters/memory/kept-signals'
import { createMemoryConnections } from '@/lib/server/adapters/memory/connections'
import { createMemoryLiveConnections } from '@/lib/server/adapters/memory/live-connections'
import { createMemoryLiveMetricsExchange } from '@/lib/server/adapters/memory/live-metrics-exchange'
import { createMemoryLimiter } from '@/lib/server/adapters/memory/limiter'
import { createMemoryMarks } from '@/lib/server/adapters/memory/marks'
import { createMemoryQuickLeaves } from '@/lib/server/adapters/memory/waiting-room/quick-leaves'
import { createMemorySessions } from '@/lib/server/adapters/memory/sessions'
import { createMemorySignalling } from '@/lib/server/adapters/memory/signalling'
import { createMemoryTypingBoard } from '@/lib/server/adapters/memory/typing-board'
import { createMemoryWaitingRoom } from '@/lib/server/adapters/memory/waiting-room/waiting-room'
import { createBus } from '@/lib/server/adapters/system/bus'
import { createIds } from '@/lib/server/adapters/system/ids'
import { createOneTime } from '@/lib/server/auth/one-time'
import { createTokens } from '@/lib/server/auth/tokens'
import { createTurnGrants } from '@/lib/server/auth/turn-grants'
import { createCore } from '@/lib/server/core'
import type { Ports } from '@/lib/server/core-ports'
import { GENERIC } from '@/lib/server/gateways/omegoo/dialects/generic'
import { TEXT } from '@/lib/server/gateways/omegoo/dialects/text'
import type { BusEvent, BusEventOf, BusEventType } from '@/lib/server/ports/system'
import { createFakeClock } from '@/lib/testing/fake-clock'
import type { Wish } from './matching/matching'
import { listedPicture } from './analytics/picture.fixture'
import { listedPeople, listedReportQueue } from './moderation/administration.fixture'
import {
  listedAccounts,
  listedAudit,
  listedBlocks,
  listedHistory,
  listedLogins,
  listedReports,
  plainPasswords,
} from './repositories.fixture'

const content = createContent()

const EVEN_BOOKS = { transactions: 0, sums: [], balances: [], lopsided: [], wrongWallets: [] }

/** A logged-in person. */
export function actor(
  userId: string,
  changes: Partial<Pick<Actor, 'tier' | 'tenantId' | 'createdAt' | 'devices'>> = {},
): Actor {
  return {
    userId,
    createdAt: 0,
    devices: [`device-${userId}`],
    tenantId: 'default',
    loginId: `login-${userId}`,
    tier: 0,
    role: 'user',
    displayName: null,
    ...changes,
  }
}

/** A text chat with anyone, in the dialect that has an event for everything. */
export const anyone: Wish = { chatType: 'text', minTier: 0, interests: [], dialect: TEXT }
/** What a connection of the random sessions is here for. */
export const HERE = ['sessions', 'presence'] as const
export const anyoneGeneric: Wish = { ...anyone, dialect: GENERIC }

/** Stands for repositories that no test of this core asks: their use cases are tried over the wire. */
function absent<Port extends object>(name: string, present: Partial<Port> = {}): Port {
  return new Proxy(present as Port, {
    get: (_, method) => {
      if (method in present) return present[method as keyof Port]
      throw new Error(`${name}.${String(method)} has no part in this core`)
    },
  })
}

/** The whole core in memory, or on what it shares with another, with time the test owns. Texts with "foul" in them are. */
export function openCore(
  shared: Partial<
    Pick<
      Ports,
      'waitingRoom' | 'quickLeaves' | 'sessions' | 'connections' | 'blocks' | 'liveMetricsExchange' | 'bus'
    >
  > = {},
  limitFactor = 1,
) {
  const accounts = listedAccounts()
  const blocks = shared.blocks ?? listedBlocks()
  const audit = listedAudit()
  const clock = createFakeClock()
  const failures: unknown[] = []
  const ports = {
    accounts,
    blocks,
    clock,
    logins: listedLogins(accounts),
    reports: listedReports(blocks),
    audit,
    people: listedPeople(accounts, audit),
    reportQueue: listedReportQueue(),
    history: listedHistory(),
    waitingRoom: shared.waitingRoom ?? createMemoryWaitingRoom(),
    quickLeaves: shared.quickLeaves ?? createMemoryQuickLeaves(),
    sessions: shared.sessions ?? createMemorySessions(),
    signallingStore: createMemorySignalling(),
    liveCalls: createMemoryCalls(),
    keptSignals: createMemoryKeptSignals(),
    callHistory: absent<Ports['callHistory']>('callHistory', { open: async () => [] }),
    telephoneCalls: absent<Ports['telephoneCalls']>('telephoneCalls', { open: async () => [] }),
    telephony: createSimulatedTelephony(clock),
    connections: shared.connections ?? createMemoryConnections(),
    accountSockets: createMemoryAccountSockets(),
    liveConnections: createMemoryLiveConnections(),
    liveMetricsExchange: shared.liveMetricsExchange ?? createMemoryLiveMetricsExchange(),
    limiter: createMemoryLimiter(),
    ownLimiter: createMemoryLimiter(),
    marks: createMemoryMarks(60_000),
    departures: createMemoryMarks(RETURN_WITHIN_MS),
    touchWishes: createMemoryMarks(60_000),
    mutes: createMemoryMarks(60_000),
    content: { ...content, isFoul: (text: string) => text.includes('foul') },
    pseudonym: (user: string) => `erased-${user}`,
    tokens: createTokens('a secret of the tests, long enough for it', 900),
    passwords: plainPasswords(),
    oneTime: createOneTime('a secret of the tests, long enough for it'),
    turnGrants: createTurnGrants(undefined, 'a secret of the tests, long enough for it'),
    relayReach: { count: async () => ({ answering: 0, of: 0 }) },
    messenger: { send: async () => undefined },
    sentMail: undefined,
    conversations: absent<Ports['conversations']>('conversations', { positionsOf: async () => [] }),
    conversationOverview: absent('conversationOverview'),
    visits: absent<Ports['visits']>('visits'),
    presenceChoices: absent<Ports['presenceChoices']>('presenceChoices', {
      of: async () => new Map(),
      sourceOf: async () => undefined,
    }),
    messages: absent<Ports['messages']>('messages'),
    conversationPeople: absent<Ports['conversationPeople']>('conversationPeople'),
    attachments: absent<Ports['attachments']>('attachments'),
    uploads: absent<Ports['uploads']>('uploads'),
    fileStore: absent<Ports['fileStore']>('fileStore'),
    fileIntake: absent<Ports['fileIntake']>('fileIntake'),
    broadcasts: absent('broadcasts'),
    conversationDays: absent<Ports['conversationDays']>('conversationDays', { onCounted: () => undefined }),
    typingBoard: createMemoryTypingBoard(),
    presenceDays: absent<Ports['presenceDays']>('presenceDays', {
      add: () => undefined,
      unchecked: async () => [],
    }),
    orders: absent<Ports['orders']>('orders', { due: async () => [] }),
    ledger: absent<Ports['ledger']>('ledger', { possessions: async () => [], check: async () => EVEN_BOOKS }),
    revenue: absent('revenue'),
    paymentProviders: {},
    acquisition: absent('acquisition'),
    ...listedPicture(),
    demoHistory: absent('demoHistory'),
    segments: absent('segments'),
    engagement: absent('engagement'),
    personDays: { add: () => undefined, addLanding: () => undefined, onCounted: () => undefined },
    accountChanges: absent('accountChanges'),
    secondFactors: absent('secondFactors'),
    tenants: absent('tenants'),
    ageChecks: absent('ageChecks'),
    ageProvider: undefined,
    sessionFacts: absent('sessionFacts'),
    receiptSigner: absent('receiptSigner'),
    factorCodes: absent('factorCodes'),
    webAuthn: absent('webAuthn'),
    departed: {
      bannedUntil: async () => null,
      addressTaken: async () => undefined,
      addressLeft: async () => undefined,
    },
    appeals: { ...absent<Ports['appeals']>('appeals'), stateOf: async () => null },
    claims: absent('claims'),
    moderationCounts: absent('moderationCounts'),
    credibility: {
      against: async () => [],
      pauseOf: async () => undefined,
      pause: async () => false,
    },
    warnings: absent('warnings'),
    personNotes: absent('personNotes'),
    savedReplies: absent('savedReplies'),
    retention: absent('retention'),
    proofs: absent('proofs'),
    personalData: absent('personalData'),
    ids: createIds(),
    bus: shared.bus ?? createBus((error) => void failures.push(error)),
  } satisfies Ports
  const core = createCore(ports, {
    limitFactor,
    requiresFactor: false,
    guestsMayContact: false,
    maxFileBytes: 25_000_000,
    callMeshMax: 4,
    telephonePrefixes: [],
    telephoneDailyMax: 50,
    maxSockets: 10,
    address: 'http://localhost:3000',
    ceilings: { email: 100, sms: 100 },
    smsPrefixes: [],
    packages: USUAL_PACKAGES,
    stunUrls: [],
    resumesOnConnect,
    dialectOfModes: GENERIC,
  })
  const events: BusEvent[] = []
  ports.bus.observeAll('test', (event) => void events.push(event))

  /** What happened of one kind, so far. */
  function published<T extends BusEventType>(type: T): BusEventOf<T>[] {
    return events.filter((event): event is BusEvent & BusEventOf<T> => event.type === type)
  }

  /** Two people, here and in a session with each other. */
  async function pairUp(one: Actor, other: Actor, wish = anyone): Promise<string> {
    for (const who of [one, other]) await core.connections.declare(who, `${who.userId} 1`, HERE)
    for (const who of [one, other]) await core.services.matching.join(who, wish)
    await clock.advance(200)
    const session = await core.services.sessions.current(one.userId)
    if (!session) throw new Error('There is no session')
    return session.id
  }

  return { ...core, ports, clock, events, failures, published, pairUp }
}

export type OpenedCore = ReturnType<typeof openCore>
