import type { caas } from '@/lib/contracts/caas/contract'
import { type Hiding, isHiding } from '@/lib/domain/conversations/privacy'
import { type GatewayRest, ok } from '../kit'

/** What is hidden, in caas' words for what is shown. */
const settingsOf = (person: Hiding) => ({
  read_receipts_enabled: !isHiding(person, 'read'),
  delivery_receipts_enabled: !isHiding(person, 'delivered'),
  typing_indicators_enabled: !isHiding(person, 'typing'),
})

const hiddenIf = (isShown: boolean | undefined) => (isShown === undefined ? undefined : !isShown)

export const privacyRest: GatewayRest<typeof caas> = {
  privacy: (_, { actor }) => ok(settingsOf(actor)),

  changePrivacy: async ({ body }, { actor, services }) =>
    ok(
      settingsOf({
        hides: await services.privacy.change(actor, {
          read: hiddenIf(body.read_receipts_enabled),
          delivered: hiddenIf(body.delivery_receipts_enabled),
          typing: hiddenIf(body.typing_indicators_enabled),
        }),
      }),
    ),
}
