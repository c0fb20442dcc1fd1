import { isDeepStrictEqual } from 'node:util'
import type { Topic } from '@/lib/domain/topics'
import type { AnyFrame } from '@/lib/server/gateways/kit'
import type { Frame } from '@/lib/server/ports/connections/fan-out'

/** The frames of one domain event, by the topic that they are for. */
export type FramesByTopic = ReadonlyMap<Topic, readonly Frame[]>

/** One contract's frames of a domain event. */
export interface ContractFrames {
  readonly contract: string
  readonly frames: readonly AnyFrame[]
}

/**
 * Joins the contracts' frames of one domain event. Where two contracts share an event's name for the same people, they
 * become one frame with both documents' fields, so that a connection that speaks both receives it once. Two frames of one
 * contract stay two. The work grows with the frames.
 *
 * @param strict - throws where two contracts give one field different values
 * @see contracts, section 1 "Who hears what"
 */
export function mergeFrames(all: readonly ContractFrames[], strict: boolean): FramesByTopic {
  const byTopic = new Map<Topic, Frame[]>()
  /** Where the frames of a name are among their topic's; needed only where a second contract has frames. */
  const shared = all.length > 1 ? new Map<string, number[]>() : undefined

  for (const { contract, frames } of all) {
    const contracts = [contract]
    for (const frame of frames) {
      const { to } = frame
      const list = byTopic.get(to) ?? []
      if (list.length === 0) byTopic.set(to, list)
      if (!shared || !joinWithEarlier(shared, list, to, contract, frame, strict)) {
        list.push(publishedBy(contracts, frame))
      }
    }
  }
  return byTopic
}

/** Field by field: it is made for every frame, and copying what is left of one costs more than the rest of the way. */
function publishedBy(contracts: readonly string[], frame: AnyFrame): Frame {
  const {
    namespace = '/',
    event,
    data,
    only,
    except,
    hiddenFrom,
    once,
    countedAs,
    delivers,
    awaitsEnd,
  } = frame
  if ((only ?? except ?? hiddenFrom ?? once ?? countedAs ?? delivers ?? awaitsEnd) === undefined) {
    return { contracts, namespace, event, data }
  }
  return {
    contracts,
    namespace,
    event,
    data,
    ...(only !== undefined && { only }),
    ...(except !== undefined && { except }),
    ...(hiddenFrom !== undefined && { hiddenFrom }),
    ...(once !== undefined && { once }),
    ...(countedAs !== undefined && { countedAs }),
    ...(awaitsEnd !== undefined && { awaitsEnd }),
    ...(delivers !== undefined && { delivers }),
  }
}

/** @returns whether an earlier contract had this frame; otherwise it is noted as the one to come */
function joinWithEarlier(
  shared: Map<string, number[]>,
  list: Frame[],
  to: Topic,
  contract: string,
  { namespace = '/', event, data, only, except, hiddenFrom }: Omit<AnyFrame, 'to'>,
  strict: boolean,
): boolean {
  const key = [to, namespace, event, only ?? '', except ?? '', hiddenFrom?.join() ?? ''].join(' ')
  const indices = shared.get(key)
  const index = indices?.find((one) => list[one]?.contracts.includes(contract) === false)
  const earlier = index === undefined ? undefined : list[index]
  if (!earlier || index === undefined) {
    if (indices) indices.push(list.length)
    else shared.set(key, [list.length])
    return false
  }
  const contracts = [...earlier.contracts, contract]
  if (strict) checkAgreement(contracts, event, earlier.data, data)
  list[index] = { ...earlier, contracts, data: union(earlier.data, data) }
  return true
}

/** Both objects' fields; payloads that are no objects must be the same already. */
function union(earlier: unknown, later: unknown): unknown {
  return isRecord(earlier) && isRecord(later) ? { ...later, ...earlier } : earlier
}

function checkAgreement(contracts: readonly string[], event: string, earlier: unknown, later: unknown): void {
  const agree =
    isRecord(earlier) && isRecord(later)
      ? Object.keys(later).every((key) => !(key in earlier) || isDeepStrictEqual(earlier[key], later[key]))
      : isDeepStrictEqual(earlier, later)
  if (!agree) throw new Error(`${contracts.join(' and ')} disagree about ${event}`)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
