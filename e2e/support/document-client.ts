import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { followConnections } from './media'
import type { Person } from './person'
import type { People } from './test'

interface Received {
  readonly roomId: string
  readonly partnerId: string
  readonly type: 'offer' | 'answer' | 'ice-candidate'
  readonly payload: { readonly sdp: RTCSessionDescriptionInit; readonly candidate: RTCIceCandidateInit }
}

/** What the page's script uses of socket.io-client. */
interface DocumentSocket {
  emit(event: string, payload?: unknown): void
  on(event: string, listener: (data: Received) => unknown): void
}
declare const io: (options: object) => DocumentSocket

const socketIo = readFileSync(
  join(import.meta.dirname, '../../node_modules/socket.io-client/dist/socket.io.min.js'),
  'utf8',
)

/**
 * A new person whose page is a client of the document's own making, without a line of the app: it offers at the match, and
 * answers an offer. It waits for a partner when this resolves.
 *
 * @see spec/omegoo.md "Example: Complete Voice Chat Flow"
 */
export async function inviteByDocument(people: People): Promise<Person> {
  const person = await people.invite({ permissions: ['microphone'], bypassCSP: true })
  const { context, page } = person
  await followConnections(context)
  const registered = await context.request.post('/api/auth/register', {
    data: { age: 25, termsAccepted: true, privacyAccepted: true, deviceFingerprint: person.device },
  })
  const { data } = (await registered.json()) as { data: { token: string } }
  // Of the site, and without a script of its own.
  await page.goto('/livez')
  await page.evaluate(socketIo)
  await page.evaluate(talkByDocument, data.token)
  await expect(page).toHaveTitle(/waiting|matched/)
  return person
}

/** In the page. Its title is the state. */
async function talkByDocument(token: string): Promise<void> {
  const socket = io({ auth: { token } })
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, channelCount: 1 },
  })
  socket.on('voice_queue_joined', () => (document.title = 'waiting'))
  socket.on('voice_match_found', async ({ roomId, partnerId }) => {
    document.title = 'matched'
    const pc = new RTCPeerConnection()
    const send = (type: string, payload: object) =>
      socket.emit('voice_webrtc_signal', { type, roomId, targetId: partnerId, payload })
    for (const track of stream.getTracks()) pc.addTrack(track, stream)
    pc.addEventListener('icecandidate', ({ candidate }) => candidate && send('ice-candidate', { candidate }))
    pc.addEventListener('track', ({ streams }) => {
      const audio = Object.assign(new Audio(), { srcObject: streams[0] })
      void audio.play()
    })
    socket.on('voice_webrtc_signal', async ({ type, payload }) => {
      if (type === 'ice-candidate') return pc.addIceCandidate(payload.candidate)
      await pc.setRemoteDescription(payload.sdp)
      if (type !== 'offer') return
      const answer = await pc.createAnswer()
      await pc.setLocalDescription(answer)
      send('answer', { sdp: answer })
    })
    const offer = await pc.createOffer()
    await pc.setLocalDescription(offer)
    send('offer', { sdp: offer })
  })
  socket.emit('join_voice_queue', { maxBitrate: 64 })
}
