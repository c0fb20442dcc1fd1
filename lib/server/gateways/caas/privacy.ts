import type { caas } from '@/lib/contracts/caas/contract'
import { type Hiding, isHiding } from '@/lib/domain/conversations/privacy'
import { type GatewayRest, ok } from '../kit'

/** What is hidden, in caas' words for what is shown. */
export const settingsOf = (person: Hiding) => ({
  read_receipts_enabled: !isHiding(person, 'read'),
  delivery_receipts_enabled: !isHiding(person, 'delivered'),
  typing_indicators_enabled: !isHiding(person, 'typing'),
})

type Given = { readonly [K in keyof ReturnType<typeof settingsOf>]?: boolean | undefined }

const hiddenIf = (isShown: boolean | undefined) => (isShown === undefined ? undefined : !isShown)

/** The other way round; what is not given is not changed. */
export const hidingIn = (given: Given) => ({
  read: hiddenIf(given.read_receipts_enabled),
  delivered: hiddenIf(given.delivery_receipts_enabled),
  typing: hiddenIf(given.typing_indicators_enabled),
})

export const privacyRest: GatewayRest<typeof caas> = {
  privacy: (_, { actor }) => ok(settingsOf(actor)),

  changePrivacy: async ({ body }, { actor, services }) =>
    ok(settingsOf({ hides: await services.privacy.change(actor, hidingIn(body)) })),
}
