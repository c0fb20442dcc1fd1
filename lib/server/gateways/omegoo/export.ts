import type { FileOut } from '@/lib/contracts/bytes'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { exportRest as rows } from '@/lib/contracts/omegoo/export-rest'
import {
  activeByPeriod,
  activityByDay,
  cohorts,
  broadcastsByDay,
  conversationsByDay,
  countries,
  type FigureTable,
  type FigureTableName,
  funnel,
  regions,
  registered,
  registeredByDay,
  sessionsByKind,
  sources,
  suppressed,
} from '@/lib/contracts/omegoo/figure-tables'
import { csvLines } from '@/lib/domain/csv'
import { NO_COMPARISON } from '@/lib/domain/figure-filter'
import type { GatewayRest } from '../kit'
import { acquisitionRest } from './acquisition'
import { engagementRest } from './engagement'

type Handler = GatewayRest<typeof omegoo>['exportFigures']
type Asked = Parameters<Handler>[0]['query']
type Context = Parameters<Handler>[1]

/** Each table from what its endpoint answers. */
const TABLES: Readonly<Record<FigureTableName, (query: Asked, context: Context) => Promise<FigureTable>>> = {
  'registered-by-day': async (query, context) =>
    registeredByDay((await signups(query, context)).data, isCompared(query)),
  registered: async (query, context) => registered((await signups(query, context)).data, isCompared(query)),
  countries: async (query, context) => countries((await map(query, context)).map),
  regions: async (query, context) => regions((await map(query, context)).map, query.of),
  sources: async (query, context) =>
    sources((await acquisitionRest.acquisitionSources(only(query), context)).sources, isCompared(query)),
  'activity-by-day': async (query, context) =>
    activityByDay((await activity(query, context)).data, isCompared(query)),
  'active-by-week': async (query, context) => activeByPeriod((await activity(query, context)).data, 'week'),
  'active-by-month': async (query, context) => activeByPeriod((await activity(query, context)).data, 'month'),
  funnel: async (query, context) => funnel((await activity(query, context)).data, isCompared(query)),
  'sessions-by-kind': async (query, context) =>
    sessionsByKind((await activity(query, context)).data, isCompared(query)),
  'conversations-by-day': async (query, context) => conversationsByDay((await activity(query, context)).data),
  'broadcasts-by-day': async (query, context) => broadcastsByDay((await activity(query, context)).data),
  cohorts: async (query, context) => cohorts((await activity(query, context)).data),
}

const only = (query: Asked) => ({ query, body: undefined, params: undefined, headers: undefined })
const isCompared = ({ compare }: Asked) => compare !== NO_COMPARISON
const signups = async (query: Asked, context: Context) => acquisitionRest.acquisition(only(query), context)
const map = async (query: Asked, context: Context) => acquisitionRest.acquisitionMap(only(query), context)
const activity = async (query: Asked, context: Context) => engagementRest.engagement(only(query), context)

/** omegoo's tables of figures as files, from the same answers as the screens'. */
export const exportRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  exportFigures: async ({ params: { table: name }, query }, context) => {
    const table = await TABLES[name](query, context)
    return csvFile(`omegoo-${name}.csv`, query.audience === 'others' ? suppressed(table) : table)
  },
}

/** Written line by line while it is sent. */
function csvFile(name: string, { columns, rows: cells }: FigureTable): FileOut {
  return {
    name,
    type: 'text/csv; charset=utf-8',
    read: () => {
      const lines = csvLines(columns, cells)
      return new ReadableStream({
        pull(controller) {
          const { value, done } = lines.next()
          if (done) controller.close()
          else controller.enqueue(new TextEncoder().encode(value))
        },
      })
    },
  }
}
