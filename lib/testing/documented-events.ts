import { z } from 'zod'
import { type Contract, defineContract } from '@/lib/contracts/kit'
import { forms } from '@/lib/contracts/refusal-forms'
import type { Gateway } from '@/lib/server/gateways/kit'

/** Names of events, each with the fields of its payload where another contract has the name as well. */
type Names = Readonly<Record<string, readonly string[]>>
interface Documented {
  readonly inbound: Names
  readonly outbound: Names
}

const named = (names: string): Names => Object.fromEntries(names.split(' ').map((name) => [name, []]))

/** Every event of the five interface documents, by contract and namespace. Source: the documents' sections on events. */
const DOCUMENTED_EVENTS: Readonly<Record<string, Readonly<Record<string, Documented>>>> = {
  omegoo: {
    '/': {
      inbound: named(
        'join-queue leave-queue send-message end-session webrtc-offer webrtc-answer webrtc-ice-candidate ' +
          'join_text_queue leave_text_queue send_text_message text_typing_start text_typing_stop leave_text_room ' +
          'report_text_chat attempt_text_reconnect join_voice_queue leave_voice_queue voice_webrtc_signal ' +
          'voice_muted leave_voice_room report_voice_chat voice_metrics attempt_voice_reconnect',
      ),
      outbound: named(
        'match-found message-received session-ended moderation-alert text_queue_joined text_match_found ' +
          'text_message_received text_partner_typing text_partner_stopped_typing text_room_ended ' +
          'rate_limit_exceeded text_chat_error text_reconnected text_partner_reconnected text_reconnect_failed ' +
          'voice_queue_joined voice_match_found voice_webrtc_signal voice_partner_muted voice_room_ended ' +
          'voice_reconnected voice_partner_reconnected voice_reconnect_failed voice_chat_error',
      ),
    },
  },
  telehealth: {
    '/': {
      inbound: {
        ...named(
          'room:join room:leave message:send message:history typing:start typing:stop call:initiate presence:get ' +
            'presence:setStatus presence:subscribe notification:read notification:getUnreadCount',
        ),
        'call:accept': ['callId'],
        'call:reject': ['callId'],
        'call:end': ['callId'],
      },
      outbound: {
        ...named(
          'connected message:new message:sent typing:start presence:changed notification:new room:userJoined error',
        ),
        'call:incoming': ['callId', 'callerId', 'callType'],
        'call:accepted': ['callId'],
        'call:rejected': ['callId', 'reason'],
        'call:ended': ['callId', 'duration'],
      },
    },
  },
  helpdesk: {
    '/': {
      inbound: {
        ...named(
          'authenticate join_channel leave_channel chat:send_message message_read chat:typing update_presence ' +
            'file_uploaded system_broadcast channel_updated call:invite call:ice_candidate presence:set_status ' +
            'presence:get_online_users',
        ),
        'call:accept': ['callId', 'answer', 'targetUserId'],
        'call:reject': ['callId', 'targetUserId'],
        'call:end': ['callId', 'targetUserId'],
      },
      outbound: {
        ...named(
          'authenticated auth:error chat:new_message message_read_receipt user_joined user_left chat:user_typing ' +
            'presence_updated system_broadcast_received channel_updated file_upload_notification call:ice_candidate ' +
            'presence:update chat:error presence:error broadcast:error',
        ),
        'call:incoming': ['callId', 'from', 'fromName', 'callType', 'offer'],
        'call:accepted': ['callId', 'answer'],
        'call:rejected': ['callId'],
        'call:ended': ['callId'],
      },
    },
  },
  caas: {
    '/chat': { inbound: named('typing:start typing:stop message:read'), outbound: {} },
    '/presence': {
      inbound: named('presence:set-status presence:subscribe'),
      outbound: named('presence:status-changed'),
    },
    '/webrtc': {
      inbound: named(
        'webrtc:get-ice-servers webrtc:offer webrtc:answer webrtc:ice-candidate call:initiate call:answer ' +
          'call:reject call:hangup',
      ),
      outbound: {},
    },
  },
  'call-status': {
    'ws:/': { inbound: named('init'), outbound: named('call.status.changed connected error') },
  },
}

const given = z.custom((value) => value !== undefined)
const schemaOf = (fields: readonly string[]) =>
  z.object(Object.fromEntries(fields.map((name) => [name, given])))

/** An object with these fields, each holding its own name. */
export const payloadOf = (fields: readonly string[]) => Object.fromEntries(fields.map((name) => [name, name]))

/** What a fixture's handler was called with. */
export interface Handled {
  readonly contract: string
  readonly event: string
  readonly input: unknown
}

/** The five contracts as gateways whose handlers only report what they are called with. */
export function documentedGateways(onHandled: (handled: Handled) => void): readonly Gateway[] {
  return Object.entries(DOCUMENTED_EVENTS).map(([name, namespaces]): Gateway => {
    const contract = documentedContract(name, namespaces)
    const handlers = ({ inbound }: Documented) =>
      Object.fromEntries(
        Object.keys(inbound).map((event) => [
          event,
          (input: unknown) => onHandled({ contract: name, event, input }),
        ]),
      )
    return {
      contract,
      inbound: Object.fromEntries(Object.entries(namespaces).map(([at, events]) => [at, handlers(events)])),
      outbound: {},
      rest: {},
    }
  })
}

function documentedContract(name: string, namespaces: Readonly<Record<string, Documented>>): Contract {
  const about = { summary: 'As documented', source: name }
  const row = { access: 'public', limits: [], family: 'errors', ...about } as const
  const rows = <T>(names: Names, rowOf: (fields: readonly string[]) => T) =>
    Object.fromEntries(Object.entries(names).map(([event, fields]) => [event, rowOf(fields)]))
  return defineContract({
    name,
    title: name,
    fromHandshake: name === 'omegoo' || name === 'telehealth',
    capabilities: [],
    families: { errors: { event: 'error', form: forms.object } },
    namespaces: Object.fromEntries(
      Object.entries(namespaces).map(([address, { inbound, outbound }]) => [
        address,
        {
          inbound: rows(inbound, (fields) => ({ ...row, input: schemaOf(fields) })),
          outbound: rows(outbound, (fields) => ({ ...about, payload: schemaOf(fields) })),
        },
      ]),
    ),
    rest: {},
  })
}

/** The names that several contracts have in one namespace and direction, with those contracts in the order of the table. */
export function sharedNames(way: keyof Documented) {
  const owners = new Map<string, string[]>()
  for (const [contract, namespaces] of Object.entries(DOCUMENTED_EVENTS)) {
    for (const [namespace, events] of Object.entries(namespaces)) {
      for (const event of Object.keys(events[way])) {
        const key = `${namespace} ${event}`
        owners.set(key, [...(owners.get(key) ?? []), contract])
      }
    }
  }
  return [...owners]
    .filter(([, contracts]) => contracts.length > 1)
    .map(([key, contracts]) => {
      const [namespace = '', event = ''] = key.split(' ')
      const fieldsOf = (contract: string) => DOCUMENTED_EVENTS[contract]?.[namespace]?.[way][event] ?? []
      return { namespace, event, contracts, fieldsOf }
    })
}
