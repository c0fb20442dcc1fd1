import type { Page } from '@playwright/test'
import { expectGrowing, mediaOf, putOnLine, relay, RELAY_ENV } from './support/media'
import { expect, meet, test } from './support/test'

test.use({ serverEnv: RELAY_ENV })
// A server of its own is started once, by one worker.
test.describe.configure({ mode: 'default' })

/** A connection with the page's microphone and camera, by what the server says; the page's session is with the other one. */
function prepare(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/chat/ice-servers')
    const { data } = (await answer.json()) as { data: RTCConfiguration }
    const connection = new RTCPeerConnection(data)
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
    for (const track of media.getTracks()) connection.addTrack(track, media)
    connection.ontrack = ({ streams: [stream] }) => {
      const player = document.createElement('video')
      player.srcObject = stream ?? null
      void player.play()
    }
  })
}

/** One half of an offer and answer, with all candidates in it. @param remote - the other's, as JSON */
function describe(page: Page, remote?: string): Promise<string> {
  return page.evaluate(async (given) => {
    const connection = window.madeConnections.at(-1)
    if (!connection) throw new Error('There is no connection')
    if (given !== undefined) {
      await connection.setRemoteDescription(JSON.parse(given) as RTCSessionDescriptionInit)
      if (connection.signalingState === 'stable') return ''
    }
    await connection.setLocalDescription()
    await new Promise<void>((done) => {
      const check = () => connection.iceGatheringState === 'complete' && done()
      connection.addEventListener('icegatheringstatechange', check)
      check()
    })
    return JSON.stringify(connection.localDescription)
  }, remote)
}

test(
  'two people in a session hear and see each other through the relay alone, and again when a dead line lives',
  { tag: '@once' },
  async ({ people }) => {
    test.skip(!relay, 'needs coturn')
    const two = [await people.invite(), await people.invite()] as const
    const line = await putOnLine(two[0].context, 1)
    await putOnLine(two[1].context, 2)
    for (const person of two) {
      await person.register()
      await person.page.goto('/chat')
    }
    await meet(two)
    const [ann, bob] = [two[0].page, two[1].page]
    await Promise.all([prepare(ann), prepare(bob)])
    await describe(ann, await describe(bob, await describe(ann)))

    for (const page of [ann, bob]) {
      await expectGrowing(page, 'audioReceived')
      await expectGrowing(page, 'framesDecoded')
      expect((await mediaOf(page)).way).toBe('relay relay')
    }

    line.change({ isDead: true })
    const { up } = line.counts()
    await expect.poll(() => line.counts().up.came).toBeGreaterThan(up.came + 50)
    expect(line.counts().up.passed).toBe(up.passed)
    line.change({ isDead: false })
    await expectGrowing(bob, 'audioReceived')
    await expectGrowing(ann, 'audioReceived')

    line.change({ loss: 0.1, delayMs: 100, jitterMs: 30, kbps: 100 })
    await expectGrowing(bob, 'audioReceived')
    await expectGrowing(ann, 'audioSent')
  },
)

test(
  'a person in no queue and no session is given no way to the relay',
  { tag: '@once' },
  async ({ people }) => {
    const ann = await people.welcome()
    const answer = await ann.context.request.get('/api/chat/ice-servers')
    expect([answer.status(), await answer.json()]).toMatchObject([404, { error: { code: 3002 } }])
  },
)
