import type { Call, CallEnd } from '../calls/call'
import type { ConnectionId, UserId } from '../ids'
import type { MediaSignal, Opaque } from '../media/signalling'

export interface CallSignals {
  /** Somebody began or ceased to talk in a call. */
  'call.talking-changed': { user: UserId }
}

export interface CallEvents {
  /** For its placer: nobody's device rings yet. */
  'call.placed': { call: Call }
  /**
   * Somebody is called. `offer`: the placer's, where it is known; null: there is none; undefined: it is on its way, and follows as
   * `call.offered`. `connection`: for that one alone, which has come while it rang.
   */
  'call.incoming': {
    call: Call
    to: UserId
    offer: Opaque | null | undefined
    connection: ConnectionId | null
  }
  /** The placer's offer, for clients that take it with the call; null: none came. */
  'call.offered': { call: Call; to: UserId; offer: Opaque | null }
  /** A device rings; for the placer. */
  'call.ringing': { call: Call; to: UserId }
  /** Somebody answered on one device; for their others. */
  'call.taken': { call: Call; by: UserId }
  /** Somebody answered; for the others who are in the call. */
  'call.answered': { call: Call; by: UserId; answer: Opaque | null }
  /** Somebody refused; for the placer, and for their own other devices. */
  'call.refused': { call: Call; by: UserId; connection: ConnectionId | null; reason: string | null }
  /** Somebody is out of a call that goes on; for the others in it, and for themselves. */
  'call.left': { call: Call; user: UserId; why: CallEnd }
  'call.ended': { call: Call; why: CallEnd }
  /** A step of setting up the media between two people, for the connection by which one is in the call. `isAnswerOfCall`: it came with the answer to the call. */
  'call.signal': {
    call: Call
    signal: MediaSignal
    to: UserId
    connection: ConnectionId
    isAnswerOfCall: boolean
  }
  /** A host asks the others in the call, or one of them, to mute themselves. */
  'call.mute-asked': { call: Call; by: UserId; whom: UserId | null }
  /** Nobody else is let in, or people are again. */
  'call.locked': { call: Call; by: UserId }
  'call.hand': { call: Call; user: UserId; isUp: boolean }
  /** Somebody tries whether status of calls reaches a person. */
  'call.status-test': { to: UserId; sender: string; message: string; name: string }
}
