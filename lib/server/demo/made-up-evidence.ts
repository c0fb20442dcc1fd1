import type { EvidenceMessage, ReportType } from '@/lib/domain/moderation'
import type { MadeUpReport } from '../ports/analytics/acquisition'
import type { Chance } from './chance'

interface Story {
  readonly type: ReportType
  /** What the reporter wrote; empty: nothing. */
  readonly said: readonly string[]
  /** Who writes: 0 the reporter, 1 the reported. */
  readonly lines: readonly (readonly [author: 0 | 1, content: string, flagged?: boolean])[]
}

const STORIES: readonly (readonly [number, Story])[] = [
  [
    5,
    {
      type: 'harassment',
      said: ['would not stop when I asked', 'insulted me from the start', ''],
      lines: [
        [0, 'hi, where are you from?'],
        [1, 'why would I tell somebody like you'],
        [0, 'you can just say no'],
        [1, 'you are stupid, leave', true],
        [1, 'really, nobody wants you here', true],
      ],
    },
  ],
  [
    4,
    {
      type: 'spam',
      said: ['sends the same link to everybody', 'advertising'],
      lines: [
        [1, 'make 500 a day from home, see example.com/offer'],
        [0, 'not interested'],
        [1, 'make 500 a day from home, see example.com/offer'],
      ],
    },
  ],
  [
    4,
    {
      type: 'inappropriate_content',
      said: ['asked for pictures again and again', 'not what this place is for'],
      lines: [
        [0, 'what music do you like?'],
        [1, 'send me a picture of you'],
        [0, 'no thanks'],
        [1, 'come on, only one picture', true],
      ],
    },
  ],
  [
    1,
    {
      type: 'underage',
      said: ['says they are in the eighth grade'],
      lines: [
        [0, 'what do you do?'],
        [1, 'eighth grade, homework is done'],
        [0, 'you should not be here'],
      ],
    },
  ],
  [
    2,
    {
      type: 'other',
      said: ['claimed to be a moderator', 'talked to me as if they knew my name'],
      lines: [
        [1, 'I am staff, tell me your account name'],
        [0, 'staff would know it'],
      ],
    },
  ],
]

const LINE_MS = 9_000

/** What a made-up report says and shows. */
export function madeUpStory(
  { reporter, reported, session: { endedAt } }: Pick<MadeUpReport, 'reporter' | 'reported' | 'session'>,
  id: string,
  chance: Chance,
): Pick<MadeUpReport, 'type' | 'description' | 'messages'> {
  const { type, said, lines } = chance.pick(STORIES)
  const messages = lines.map(([author, content, flagged = false], index): EvidenceMessage => ({
    messageId: `${id}-${index}`,
    senderId: author === 0 ? reporter : reported,
    content,
    type: 'text',
    timestamp: endedAt - (lines.length - index) * LINE_MS,
    flagged,
  }))
  return { type, description: said[Math.floor(chance.next() * said.length)] ?? '', messages }
}

/** What banned people say to it, and what they are answered when their ban stays, or goes. */
export const APPEALS = [
  ['It was a joke between us, nobody was hurt.', 'The messages were read again. The ban stays.'],
  ['My brother used my telephone that evening.', 'An account is its owner’s to look after. The ban stays.'],
  [
    'I only told them to stop, please read all of it.',
    'Read in full, you were answering an insult. The ban is lifted.',
  ],
  ['I did not know that links are not allowed. It will not happen again.', 'The ban is lifted, this once.'],
] as const
