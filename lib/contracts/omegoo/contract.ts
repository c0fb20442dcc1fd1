import { defineContract } from '../kit'
import { accountRest } from './account-rest'
import { acquisitionRest } from './acquisition-rest'
import { alertsRest } from './alerts-rest'
import { adminEvents } from './admin-events'
import { adminRest } from './admin-rest'
import { broadcastRest } from './broadcast-rest'
import { caseworkRest } from './casework-rest'
import { chatRest } from './chat-rest'
import { conversationAdminRest } from './conversation-admin-rest'
import { conversationRest } from './conversation-rest'
import { engagementRest } from './engagement-rest'
import { exportRest } from './export-rest'
import { iceEvents, iceRest } from './ice-servers'
import { mediaEvents } from './media-events'
import { moderationFiguresRest } from './moderation-figures-rest'
import { moderationRest } from './moderation-rest'
import { ownAccountRest } from './own-account-rest'
import { paymentEvents } from './payment-events'
import { paymentRest } from './payment-rest'
import { pictureRest } from './picture-rest'
import { proofRest } from './proof-rest'
import { segmentsRest } from './segments-rest'
import { secondFactorRest } from './second-factor-rest'
import { revenueRest } from './revenue-rest'
import { sessionEvents } from './session-events'
import { families, handshake } from './shared'
import { statsRest } from './stats-rest'
import { tables } from '../tables'
import { receiptRest } from './receipt-rest'
import { ageRest } from './age-rest'
import { tenantRest } from './tenant-rest'
import { textEvents } from './text-events'
import { voiceEvents } from './voice-events'

/** What the PWA speaks. Source: spec/omegoo.md. */
export const omegoo = defineContract({
  name: 'omegoo',
  title: 'Omegoo PWA',
  fromHandshake: true,
  capabilities: ['sessions', 'presence'],
  abilities: { confirm: 'confirmation', mode: 'modes', reveal: 'reveal' },
  handshake,
  families,
  namespaces: {
    '/': {
      inbound: tables(
        sessionEvents.inbound,
        mediaEvents.inbound,
        textEvents.inbound,
        voiceEvents.inbound,
        iceEvents.inbound,
        paymentEvents.inbound,
      ),
      outbound: tables(
        sessionEvents.outbound,
        mediaEvents.outbound,
        textEvents.outbound,
        voiceEvents.outbound,
        iceEvents.outbound,
        paymentEvents.outbound,
      ),
    },
    '/admin': adminEvents,
  },
  rest: tables(
    accountRest,
    proofRest,
    ownAccountRest,
    secondFactorRest,
    tenantRest,
    ageRest,
    receiptRest,
    chatRest,
    conversationRest,
    iceRest,
    moderationRest,
    adminRest,
    caseworkRest,
    broadcastRest,
    conversationAdminRest,
    moderationFiguresRest,
    acquisitionRest,
    segmentsRest,
    alertsRest,
    engagementRest,
    pictureRest,
    exportRest,
    statsRest,
    paymentRest,
    revenueRest,
  ),
})
