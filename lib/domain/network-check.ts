import type { ChatType } from './sessions'

/** What a client found out about its line before it asked for a partner; what is absent or undefined it does not know. */
export interface NetworkCheck {
  /** Whether it was told its public address. */
  readonly stun?: boolean | undefined
  /** Whether it reached a relay. */
  readonly turn?: boolean | undefined
  readonly uplinkKbps?: number | undefined
}

/** Less than this carries sound, and no picture beside it. */
export const VIDEO_UPLINK_KBPS = 150
/** What people are offered whose line carries no video, the richer one first. */
const INSTEAD_OF_VIDEO: readonly ChatType[] = ['audio', 'text']

/** Whether video is worth trying over a line. What is not known counts as good. @see contracts, section 9 "network" */
export function carriesVideo({
  stun = true,
  turn = true,
  uplinkKbps = Infinity,
}: NetworkCheck = {}): boolean {
  return (stun || turn) && uplinkKbps >= VIDEO_UPLINK_KBPS
}

/** A person in the waiting room, as far as their line matters. */
interface OnLine {
  readonly chatType: ChatType
  readonly carriesVideo: boolean
}

/** Whether a person asks for what their line does not carry: they may wait, and meet nobody. */
export function isStranded({ chatType, carriesVideo: carries }: OnLine): boolean {
  return chatType === 'video' && !carries
}

/** What a person had better ask for; empty where there is nothing against their wish. */
export function suggestionFor(person: OnLine): readonly ChatType[] {
  return isStranded(person) ? INSTEAD_OF_VIDEO : []
}
