/** What the media layer uses of the browser's connection; tests have one of their own. */
export type PeerConnection = Pick<
  RTCPeerConnection,
  | 'addEventListener'
  | 'addIceCandidate'
  | 'addTrack'
  | 'addTransceiver'
  | 'close'
  | 'connectionState'
  | 'createDataChannel'
  | 'getConfiguration'
  | 'getStats'
  | 'getTransceivers'
  | 'iceConnectionState'
  | 'localDescription'
  | 'remoteDescription'
  | 'restartIce'
  | 'setConfiguration'
  | 'setLocalDescription'
  | 'setRemoteDescription'
  | 'signalingState'
>

export type CreatePeerConnection = (configuration: RTCConfiguration) => PeerConnection

/** One transport for all media, gathered for before there is anybody to meet. Neither may change while it lives. */
const FIXED: RTCConfiguration = { bundlePolicy: 'max-bundle', iceCandidatePoolSize: 1 }

export const browserPeerConnection: CreatePeerConnection = (configuration) =>
  new RTCPeerConnection({ ...configuration, ...FIXED })

/** Gives a living connection other servers. @param servers - as the ICE servers' service answers them */
export function configure(connection: PeerConnection, servers: RTCConfiguration): void {
  connection.setConfiguration({ ...connection.getConfiguration(), ...servers })
}
