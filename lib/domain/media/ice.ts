import type { Millis } from '../ids'

/** Where browsers learn their public address unless other servers are named. @see spec/omegoo.md "WebRTC Configuration" */
export const DEFAULT_STUN_URLS = ['stun:stun.l.google.com:19302', 'stun:stun1.l.google.com:19302']
/** How long a relay accepts a credential for new allocations; those made before live on. */
const TURN_CREDENTIAL_SECONDS = 600

/** A server as `RTCConfiguration.iceServers` has it. */
export interface IceServer {
  readonly urls: readonly string[]
  readonly username?: string
  readonly credential?: string
}

/** Beside the time until which the credentials are good, what a browser makes its connection with. */
export interface IceConfiguration {
  readonly iceServers: readonly IceServer[]
  /** `relay`: neither side learns the other's address. */
  readonly iceTransportPolicy: 'all' | 'relay'
  /** Seconds from now until it should be asked for again. */
  readonly ttl: number
}

/** Whether the relays answer: all, some, or none of them. */
export const RELAY_STATES = ['ok', 'partial', 'unavailable'] as const
export type RelayState = (typeof RELAY_STATES)[number]

/** A relay and how one person may use it for now. */
export interface TurnGrant {
  readonly urls: readonly string[]
  readonly username: string
  readonly credential: string
}

/**
 * The name by which a TURN server with a shared secret learns until when a credential is good: `<epoch seconds>:<name>`.
 *
 * @param name - of the account as relays may know it; coturn counts quotas by it
 * @see draft-uberti-behave-turn-rest-00, 2.2
 */
export function turnUsername(name: string, now: Millis): string {
  return `${Math.floor(now / 1_000) + TURN_CREDENTIAL_SECONDS}:${name}`
}

/** What two strangers connect with: through the relay alone where there is one, so that no address is shown. */
export function iceBetweenStrangers(
  stunUrls: readonly string[],
  grant: TurnGrant | undefined,
): IceConfiguration {
  return {
    iceServers: [...(stunUrls.length > 0 ? [{ urls: stunUrls }] : []), ...(grant ? [grant] : [])],
    iceTransportPolicy: grant ? 'relay' : 'all',
    ttl: TURN_CREDENTIAL_SECONDS,
  }
}

/** What people of a call connect with, who know each other: directly where that goes. */
export function iceOfCall(stunUrls: readonly string[], grant: TurnGrant | undefined): IceConfiguration {
  return { ...iceBetweenStrangers(stunUrls, grant), iceTransportPolicy: 'all' }
}
