import type { ClientBase, QueryConfig } from 'pg'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils'

/** PostgreSQL's internal one-byte type, which its catalogues use and Prisma's adapter does not know. */
const INTERNAL_CHAR = 18
const BPCHAR = 1042

/**
 * A driver adapter for the schema engine on one connection that the caller owns and that no `dispose` closes.
 *
 * Scripts go to the server whole: Prisma's own adapter cuts them at every semicolon, also inside function
 * bodies, texts and comments.
 *
 * @param onScriptError - called with the database's own error, which the engine hides behind a later one.
 */
export function singleConnection(
  client: ClientBase,
  onScriptError: (error: unknown) => void = () => undefined,
): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await new PrismaPg({}).connect() // its own pool connects at a first query, which never comes
    const known = withKnownTypes(client)
    const queryRaw = adapter.queryRaw.bind(adapter)
    return Object.assign(adapter, {
      client: known,
      queryRaw: async (query: SqlQuery) => known.characters(await queryRaw(query)),
      executeScript: async (script: string) => {
        try {
          await client.query(script)
        } catch (error) {
          onScriptError(error)
          throw error
        }
      },
      dispose: async () => undefined,
    })
  }
  return { provider: 'postgres', adapterName: '@prisma/adapter-pg', connect, connectToShadowDb: connect }
}

/** The engine asks one thing after the other, so what `query` saw belongs to the result that is marked next. */
function withKnownTypes(client: ClientBase) {
  let characterColumns: number[] = []
  return {
    async query(config: QueryConfig) {
      const result = await client.query(config)
      characterColumns = result.fields.flatMap(({ dataTypeID }, index) =>
        dataTypeID === INTERNAL_CHAR ? [index] : [],
      )
      for (const index of characterColumns) result.fields[index]!.dataTypeID = BPCHAR
      return result
    },
    characters(result: SqlResultSet): SqlResultSet {
      for (const index of characterColumns) result.columnTypes[index] = ColumnTypeEnum.Character
      return result
    },
  }
}
