import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { TEXT } from '@/lib/protocol-client/dialects/text'
import { type Answer, connectSession } from '@/lib/protocol-client/session-client'
import { startProcess } from '../server-process'
import { addressFor, type Contender, type Listener, type Skipper, urlFor } from './contender'
import { idOf, JWT_SECRET, makePeople, TOKEN_TTL, tokenOf } from './made-people'

/** Somebody on this product, who can do more than the bare relays know. */
export interface Talker extends Skipper {
  /** Says that one has begun, or ceased, to type. */
  type(isTyping: boolean): void
}

interface Build {
  /** The server's bundle, relative to the project. */
  readonly server: string
  /** The pages' folder, relative to the project. */
  readonly pages: string
}

interface Setting {
  readonly name: string
  readonly build: Build
  /** More than one need the engines. */
  readonly processes?: number
  /** Without them: the embedded database, and memory. */
  readonly engines?: { readonly databaseUrl: string; readonly redisUrl?: string }
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** This product, built, as `npm start` runs it, or as several processes on PostgreSQL and Redis. */
export function omegoo({
  name,
  build,
  processes = 1,
  engines,
  flags = [],
  env: more = {},
}: Setting): Contender<Talker> {
  const env = {
    NEXT_DIST_DIR: build.pages,
    LOG_LEVEL: 'warn',
    RATE_LIMIT_FACTOR: '100000',
    JWT_SECRET,
    ACCESS_TOKEN_TTL: String(TOKEN_TTL),
    DATABASE_URL: engines?.databaseUrl ?? '',
    REDIS_URL: engines?.redisUrl ?? '',
    ...more,
  }
  return {
    name,
    async start() {
      const begin = async () => {
        const dataDir = engines ? temporaryFolder() : await folderOfPeople()
        return startProcess({
          file: build.server,
          env: { ...env, DATA_DIR: dataDir },
          flags,
          readyPath: '/readyz',
        })
      }
      if (engines) await makePeople({ url: engines.databaseUrl })
      if (engines?.redisUrl !== undefined) await forgetTalks(engines.redisUrl)
      return Promise.all(Array.from({ length: processes }, begin))
    },
    connect: async (servers, index, listener) => talkerOn(urlFor(servers, index), index, listener),
  }
}

async function talkerOn(url: string, index: number, listener: Listener): Promise<Talker> {
  let met: { resolve: (room: string) => void; reject: (error: Error) => void } | undefined
  const own = idOf(index)
  const client = await connectSession(url, {
    ...addressFor(index),
    token: tokenOf(index),
    dialect: TEXT,
    onNews(news) {
      if (news.kind === 'message') {
        if (news.message.author !== own) listener.onText(news.message.content)
      } else if (news.kind === 'typing') {
        if (news.isTyping) listener.onTyping()
      } else if (news.kind === 'found') met?.resolve(news.session)
    },
    onClose: (reason) => met?.reject(new Error(`closed before anyone was met: ${reason}`)),
  })
  return {
    meet: () =>
      new Promise((resolve, reject) => {
        met = { resolve, reject }
        client.join().then(accepted).catch(reject)
      }),
    send: async (content) => accepted(await client.send(content)),
    type: client.type,
    part: async () => accepted(await client.leave()),
    drop: client.socket.terminate,
  }
}

function accepted({ success, error }: Answer): void {
  if (!success) throw new Error(error)
}

/** Talks of an earlier measurement go on for as long as their people may come back. */
async function forgetTalks(redisUrl: string): Promise<void> {
  const redis = createClient({ url: redisUrl })
  await redis.connect()
  await redis.flushAll()
  redis.destroy()
}

let folderWithPeople: Promise<string> | undefined

/** A data folder of its own with everybody in its database; a copy, because making them takes longer. */
async function folderOfPeople(): Promise<string> {
  folderWithPeople ??= (async () => {
    const dataDir = temporaryFolder()
    await makePeople({ dataDir })
    return dataDir
  })()
  const dataDir = temporaryFolder()
  cpSync(join(await folderWithPeople, 'postgres'), join(dataDir, 'postgres'), { recursive: true })
  return dataDir
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'omegoo-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
