import { isDeepStrictEqual } from 'node:util'
import type { Topic } from '@/lib/domain/topics'
import type { AnyFrame } from '@/lib/server/gateways/kit'
import type { Frame } from '@/lib/server/ports/connections/fan-out'

/** A frame for the connections that speak one of its contracts. */
export interface JointFrame extends Frame {
  readonly to: Topic
}

/**
 * Adds a contract's frames of one domain event to those of the contracts before it. Where they share an event's name for the
 * same people, they become one frame with both documents' fields: a connection that speaks both hears it once.
 *
 * @param joint - changed in place; one or two entries as a rule
 * @param strict - throws where two contracts give one field different values
 * @see contracts, section 1 "Who hears what"
 */
export function joinFrames(
  joint: JointFrame[],
  contract: string,
  frames: readonly AnyFrame[],
  strict: boolean,
): void {
  for (const { to, namespace = '/', event, data } of frames) {
    const index = joint.findIndex(
      (known) =>
        known.to === to &&
        known.namespace === namespace &&
        known.event === event &&
        !known.contracts.includes(contract),
    )
    const shared = joint[index]
    if (!shared) joint.push({ to, contracts: [contract], namespace, event, data })
    else {
      const contracts = [...shared.contracts, contract]
      if (strict) checkAgreement(contracts, event, shared.data, data)
      joint[index] = { ...shared, contracts, data: union(shared.data, data) }
    }
  }
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
