import type { PeerConnection } from './peer-connection'
import { createSerialQueue } from './serial-queue'

/** How much of a track may leave the device. */
export type SendLimits = Pick<
  RTCRtpEncodingParameters,
  'active' | 'maxBitrate' | 'maxFramerate' | 'networkPriority' | 'priority' | 'scaleResolutionDownBy'
>

/** One kind of one's own media on one connection. */
export interface MediaSender {
  /** Sends another track, or nothing (null), without negotiating where the kind was negotiated before. */
  readonly setTrack: (track: MediaStreamTrack | null) => Promise<void>
  /** Merges into the limits that hold. They hold before anything of a track is sent. */
  readonly limit: (limits: SendLimits) => Promise<void>
  /** Resolves when everything asked so far holds. Tries again what the browser refused before the negotiation. */
  readonly ready: () => Promise<void>
}

/**
 * Sends one kind of media with limits. Limits go first: a picture that is to leave the device coarse is not sent as long
 * as the browser refuses to make it so.
 *
 * `addTrack` and not `addTransceiver` makes the sender: only what it made is reused for a partner's offer (RFC 8829
 * section 5.10), so a connection can be prepared before it is known who offers.
 *
 * @param stream - groups the tracks of one person for the partner's player (lip sync)
 */
export function createMediaSender(
  connection: PeerConnection,
  stream: MediaStream,
  first: SendLimits,
  onError: (error: unknown) => void,
): MediaSender {
  const queue = createSerialQueue(onError)
  let limits = first
  let sender: RTCRtpSender | undefined
  let wanted: MediaStreamTrack | null = null
  let isApplied = false

  const apply = async () => {
    if (!sender || isApplied) return
    try {
      const parameters = sender.getParameters()
      const [encoding = {}, ...others] = parameters.encodings
      await sender.setParameters({ ...parameters, encodings: [{ ...encoding, ...limits }, ...others] })
      isApplied = true
    } catch (error) {
      onError(error) // Before the negotiation some browsers have nothing to set; `ready` tries again.
    }
  }
  const settle = async () => {
    if (!sender && wanted) sender = connection.addTrack(wanted, stream)
    await apply()
    const isCoarse = (limits.scaleResolutionDownBy ?? 1) > 1
    const allowed = isApplied || !isCoarse ? wanted : null
    if (sender && sender.track !== allowed) await sender.replaceTrack(allowed)
  }
  return {
    setTrack(track) {
      wanted = track
      return queue.run(settle)
    },
    limit(more) {
      limits = { ...limits, ...more }
      isApplied = false
      return queue.run(settle)
    },
    ready: () => queue.run(settle),
  }
}
