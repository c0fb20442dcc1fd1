import { type FigureQuery, measureFigures } from '../measurements/figures'
import { count, type Goal, ms, type Section } from '../report'
import type { Context } from './context'

/** A hundred times as many sessions cost at most this much more. */
const FLAT = 2
const QUERIES = ['engagement', 'narrowed', 'cohorts', 'map', 'sources'] as const satisfies FigureQuery[]

/** What the dashboards' queries cost by how many sessions their counts stand for. */
export async function figuresPart({ say }: Pick<Context, 'say'>): Promise<Section> {
  say('Figures by how many sessions their counts stand for.')
  const figures = await measureFigures()
  const [few, many] = [figures[0], figures.at(-1)]
  const goals = QUERIES.flatMap((query): Goal[] => {
    if (!few || !many) return []
    const growth = many.ms[query] / few.ms[query]
    return [
      {
        what: `figures, ${query}`,
        wanted: `flat from ${count(few.sessions)} to ${count(many.sessions)} sessions`,
        found: `× ${growth.toFixed(2)}, ${ms(many.ms[query])} of CPU`,
        isReached: growth <= FLAT,
      },
    ]
  })
  return {
    title: 'Figures of the dashboards',
    note:
      '90 days beside the 90 before, embedded database, CPU of the process, medians of 41, the three databases in turn; counts by day, kind, two ' +
      'platforms and twelve countries, with totals beside them. The more sessions there are, the fewer cells are without any: ' +
      'rows grow up to their bound, the totals that the pages read hardly do.',
    head: ['sessions', 'rows by day', ...QUERIES],
    rows: figures.map((one) => [
      count(one.sessions),
      count(one.rows),
      ...QUERIES.map((query) => ms(one.ms[query])),
    ]),
    goals,
  }
}
