import { type FileOut, isBytesBody, isFileAnswer } from '@/lib/contracts/bytes'
import type { RestRow } from '@/lib/contracts/kit'
import type { Actor } from '@/lib/domain/accounts'
import { DomainError, ERRORS } from '@/lib/domain/errors'
import { toUser } from '@/lib/domain/topics'
import type { Credentials } from '@/lib/server/auth/credentials'
import type { KnownDevices } from '@/lib/server/auth/known-device'
import type { KnownHere } from '@/lib/server/auth/known-here'
import type { WebSession } from '@/lib/server/auth/web-session'
import type { Gateway } from '@/lib/server/gateways/kit'
import type { Services } from '@/lib/server/core'
import type { FanOut } from '@/lib/server/ports/connections/fan-out'
import type { Geo } from '@/lib/server/ports/geo'
import type { Clock } from '@/lib/server/ports/system'
import type { LimitsService } from '@/lib/server/services/connections/limits'
import { requireAccess } from '../access'
import { readBody } from './body'
import { readBytesBody } from './bytes-in'
import { answerFile } from './file-out'
import { deviceWords } from './device-words'
import { fit } from '../http/fit'
import { listenFor } from '../http/listen'
import type { OriginPolicy } from '../http/origin'
import { asRefusal, refusalBody } from '../refusal'
import { countBeforeForm, countByForm, countedEmail } from './rest-limits'
import { ACCOUNT_HEADER, requireSameAccount } from './same-account'
import { createRestTable, type RestRoute } from './rest-table'

interface Deps {
  readonly gateways: readonly Gateway[]
  readonly services: Services
  readonly limits: LimitsService
  readonly credentials: Credentials
  readonly webSession: WebSession
  readonly knownDevices: Pick<KnownDevices, 'start'>
  readonly knownHere: KnownHere
  readonly hasSessionCookie: (cookie: string | undefined) => boolean
  readonly origins: OriginPolicy
  readonly fanOut: FanOut
  readonly geo: Geo
  /** In which language whoever asks reads. */
  readonly languageOf: (headers: Headers) => string
  readonly clock: Clock
  readonly log: { error(context: object, message: string): void }
}

/** Set by the server on every request it hands to Next; whatever a client sends under this name is dropped. */
export const ADDRESS_HEADER = 'x-omegoo-address'
/** Likewise: `1` when the caller is a program on this machine, not through a proxy. */
export const LOCAL_HEADER = 'x-omegoo-local'

/** Answers REST requests from the contracts' tables. */
export function createRest(deps: Deps) {
  const table = createRestTable(deps.gateways)

  async function respond(request: Request, cookies: string[]): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const match = table.find(request.method === 'HEAD' ? 'GET' : request.method, pathname)
    if (!match) throw new DomainError('NOT_FOUND')
    const { route, params } = match
    if (!route) {
      const allow = match.methods.join(', ')
      throw new DomainError('METHOD_NOT_ALLOWED', { description: `Takes ${allow}`, allow })
    }
    const { row } = route
    const address = addressOf(request)
    await countBeforeForm(deps.limits, row, address)
    checkOrigin(request, row.method !== 'GET')
    const actor = await actorOf(request, route)
    const input = {
      body: await bodyOf(request, row),
      query: row.query && fit(row.query, givenIn(searchParams)),
      params: row.params && fit(row.params, params),
      headers: row.headers && fit(row.headers, Object.fromEntries(request.headers)),
    }
    const email = countedEmail(row, input.body)
    const cookie = request.headers.get('cookie')
    const here = email === undefined ? undefined : await deps.knownHere(email, { address, cookie })
    await countByForm(deps.limits, row, {
      actor,
      body: input.body,
      address,
      loginNamedBy: deps.services.logins.loginNamedBy,
      here,
    })
    const context = { ...contextOf(request, actor, cookies), isKnown: here !== undefined }
    const result = await route.handle(input as never, context as never)
    return isFileAnswer(row.response) ? answerFile(request, result as FileOut) : json(result, 200, cookies)
  }

  function checkOrigin({ headers }: Request, changes: boolean): void {
    if (!changes) return
    const allowed = deps.origins.mayAct({
      origin: headers.get('origin'),
      host: headers.get('host'),
      fetchSite: headers.get('sec-fetch-site'),
      hasCookie: !headers.has('authorization') && deps.hasSessionCookie(headers.get('cookie') ?? undefined),
    })
    if (!allowed) throw new DomainError('ORIGIN_REFUSED')
  }

  async function actorOf({ headers }: Request, { row }: RestRoute): Promise<Actor | undefined> {
    if (row.access === 'public') return undefined
    const actor = await deps.credentials.actorOf({
      token: headers.get('authorization') ?? undefined,
      cookie: headers.get('cookie'),
    })
    requireSameAccount(headers.get(ACCOUNT_HEADER), actor)
    requireAccess(row.access, actor, row.isOpenToSetUp)
    return actor
  }

  function contextOf(request: Request, actor: Actor | undefined, cookies: string[]) {
    const { services, webSession, knownDevices, fanOut, geo, clock } = deps
    const address = addressOf(request)
    return {
      actor,
      services,
      now: clock.now(),
      isLocal: request.headers.get(LOCAL_HEADER) === '1',
      language: deps.languageOf(request.headers),
      device: deviceWords(request.headers.get('user-agent')),
      address,
      signal: request.signal,
      place: geo.locationOf(address),
      async startWebSession(user: string, login: string) {
        cookies.push(await webSession.start(user, login))
      },
      knowDevice: (email: string) => void cookies.push(knownDevices.start(email, clock.now())),
      endWebSession: () => void cookies.push(webSession.end()),
      listenFor: (event: string) =>
        listenFor({ fanOut, clock, signal: request.signal }, toUser(actor?.userId ?? ''), event),
    }
  }

  return {
    paths: table.paths,
    handles: (method: string, path: string): boolean => table.find(method, path)?.route !== undefined,

    async answer(request: Request): Promise<Response> {
      const cookies: string[] = []
      try {
        return await respond(request, cookies)
      } catch (error) {
        const refusal = asRefusal(error, (bug) =>
          deps.log.error({ err: bug, path: request.url }, 'request failed'),
        )
        return refused(refusal)
      }
    },
  }
}

async function bodyOf(request: Request, { body, maxBytes }: RestRow): Promise<unknown> {
  if (!body) return undefined
  if (isBytesBody(body)) return readBytesBody(request, body)
  return fit(body, (await readBody(request, maxBytes)) ?? undefined)
}

const addressOf = ({ headers }: Request): string => headers.get(ADDRESS_HEADER) ?? 'unknown'

/** A form sends an empty field as an empty text: it was not given. */
function givenIn(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query].filter(([, value]) => value !== ''))
}

/** A refusal as an answer. */
export function refused(refusal: DomainError): Response {
  const { retryAfter, allow } = refusal.details
  const response = json(refusalBody(refusal), ERRORS[refusal.reason].status, [])
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter))
  if (allow !== undefined) response.headers.set('allow', allow)
  return response
}

function json(body: unknown, status: number, cookies: readonly string[]): Response {
  const headers = new Headers({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(JSON.stringify(body), { status, headers })
}
