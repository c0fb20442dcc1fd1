import { inviteByDocument } from './support/document-client'
import { expectSound } from './support/media'
import { expectConnected, inviteWithMedia, passGreenRoom } from './support/session'
import { test } from './support/test'

test(
  'two clients written from the document, which both offer at the match, get each other’s sound',
  { tag: '@once' },
  async ({ people }) => {
    const both = [await inviteByDocument(people), await inviteByDocument(people)]
    for (const { page } of both) await expectSound(page)
  },
)

test(
  'a client written from the document and the app get each other’s sound',
  { tag: '@once' },
  async ({ people }) => {
    const ann = await inviteByDocument(people)
    const bob = await inviteWithMedia(people)
    await bob.page.goto('/voice')
    await passGreenRoom(bob, 'voice')
    await expectSound(ann.page)
    await expectConnected([bob])
  },
)
