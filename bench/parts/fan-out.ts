import { type FanOutFigures, measureFanOut } from '../measurements/fan-out'
import { count, type Goal, type Section, us } from '../report'
import type { Context } from './context'

const RECIPIENTS = [100, 500, 2_000] as const
/** The cost of a recipient stays within this, from the fewest to the most. */
const FLAT = 1.5
const CONTRACTS = 3

/** What merging, handing on and encoding one event of three contracts costs by the number of its recipients. */
export async function fanOutPart({ say }: Pick<Context, 'say'>): Promise<Section> {
  say('One event of three contracts, by the number of recipients.')
  for (const recipients of RECIPIENTS) measureFanOut(recipients) // until the machine code is there
  const figures = RECIPIENTS.map(measureFanOut)
  return {
    title: 'Fan-out',
    note: 'Processor time for each recipient, medians of five rounds: from the domain event to the text that a connection is sent.',
    head: ['recipients', 'CPU/recipient, a topic each', 'CPU/recipient, one conversation', 'encodings'],
    rows: figures.map((one) => [
      count(one.recipients),
      us(one.usByPerson),
      us(one.usByTopic),
      count(one.encodings),
    ]),
    goals: goalsOf(figures),
  }
}

function goalsOf(figures: readonly FanOutFigures[]): Goal[] {
  const [few, many] = [figures[0], figures.at(-1)]
  if (!few || !many) return []
  const growth = many.usByPerson / few.usByPerson
  return [
    {
      what: 'cost of a recipient by how many there are',
      wanted: `within × ${FLAT} from ${count(few.recipients)} to ${count(many.recipients)}`,
      found: `× ${growth.toFixed(2)}`,
      isReached: growth <= FLAT,
    },
    {
      what: 'encodings of an event of a conversation',
      wanted: 'one for each contract, joined where they share a name',
      found: count(many.encodings),
      isReached: many.encodings <= CONTRACTS,
    },
  ]
}
