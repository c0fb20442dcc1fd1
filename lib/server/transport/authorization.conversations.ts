import {
  administrators,
  alike,
  anyone,
  anyoneIs,
  managers,
  members,
  moderators,
  noSocket,
  noToken,
  onNamespace,
  type Operation,
  type Stage,
  staff,
  type Verdict,
} from './authorization.verdicts'
import type { ActorKind } from './authorization.verdicts'

type Verdicts = Readonly<Record<Exclude<ActorKind, keyof typeof noSocket>, Verdict>>

const event = (send: Operation['send'], verdicts: Verdicts): Operation => ({
  hasChannel: true,
  ...(send && { send }),
  verdicts: { ...noSocket, ...verdicts },
})
/** A message that is not theirs does not exist for them. */
const authors = {
  ...anyoneIs('NOT_FOUND'),
  partner: 'allow',
  agent: 'allow',
} as const
/** Who manages a channel without being in it is told that they are not. */
const writers = { ...members, moderator: 'FORBIDDEN', admin: 'FORBIDDEN' } as const

/** Who manages all channels finds them. */
const finders = { ...members, moderator: 'allow', admin: 'allow' } as const

/** See that there is one, and nothing of what is written in it. */
const overseers = { ...moderators, foreigner: 'CONVERSATION_NOT_FOUND' } as const

const conversation = ({ channelId }: Stage) => ({ conversation_id: channelId })
const message = ({ messageId }: Stage) => ({ message_id: messageId })
const people = ({ targetId }: Stage) => ({ user_ids: [targetId] })

/** Events of channels, by `<namespace> <name>`. */
export const conversationEvents: Record<string, Operation> = {
  '/ join_channel': event(({ channelId }) => channelId, members),
  '/ channel_updated': event(({ channelId }) => ({ channelId, changes: { name: 'another' } }), managers),
  '/ chat:send_message': event(({ channelId }) => ({ channelId, message: 'hello' }), writers),
  '/ message_read': event(({ channelId }) => ({ channelId }), members),
  '/ chat:edit_message': event(({ messageId }) => ({ messageId, message: 'better' }), authors),
  '/ chat:delete_message': event(({ messageId }) => ({ messageId }), authors),
  '/ leave_channel': event(({ channelId }) => channelId, finders),
  '/ chat:typing': event(({ channelId }) => ({ channelId, isTyping: true }), writers),
  '/ room:leave': event(({ channelId }) => ({ roomId: channelId }), finders),
  '/ typing:start': event(({ channelId }) => ({ roomId: channelId }), writers),
  '/ typing:stop': event(({ channelId }) => ({ roomId: channelId }), writers),
  '/ update_presence': event(() => ({ status: 'busy', statusMessage: 'In a meeting' }), anyone),
  '/ presence:set_status': event(() => 'online', anyone),
  '/ presence:get_online_users': event(() => ({}), anyone),
  '/ system_broadcast': event(() => ({ message: 'hello' }), {
    ...anyoneIs('FORBIDDEN'),
    admin: 'allow',
    foreigner: 'allow',
  }),
  '/ presence:setStatus': event(() => ({ status: 'online' }), anyone),
  '/ presence:get': event(({ targetId }) => ({ userIds: [targetId] }), anyone),
  '/ presence:subscribe': event(({ targetId }) => ({ userIds: [targetId] }), anyone),
  '/ presence:unsubscribe': event(({ targetId }) => ({ userIds: [targetId] }), anyone),
  '/ room:join': event(({ channelId }) => ({ roomId: channelId }), members),
  '/ file_uploaded': event(
    ({ channelId, messageId }) => ({
      channelId,
      messageId,
      fileName: 'notes.txt',
      fileSize: 5,
      fileType: 'text/plain',
    }),
    writers,
  ),
  '/ message:send': event(({ channelId }) => ({ roomId: channelId, message: 'hello' }), writers),
  '/ message:history': event(({ channelId }) => ({ roomId: channelId }), members),
  '/ message:read': event(({ channelId }) => ({ roomId: channelId }), members),
  '/ message:delivered': event(({ channelId }) => ({ roomId: channelId }), members),
  '/ message:edit': event(({ messageId }) => ({ messageId, message: 'better' }), authors),
  '/ message:delete': event(({ messageId }) => ({ messageId }), authors),
  ...onNamespace('/chat', {
    'room:join': event(conversation, members),
    'room:leave': event(conversation, finders),
    'typing:start': event(conversation, writers),
    'typing:stop': event(conversation, writers),
    'message:send': event((stage) => ({ ...conversation(stage), content: 'hello' }), writers),
    'message:history': event(conversation, members),
    'message:read': event(message, authors),
    'message:delivered': event(message, authors),
    'message:edit': event((stage) => ({ ...message(stage), content: 'better' }), authors),
    'message:delete': event(message, authors),
  }),
  ...onNamespace('/presence', {
    'presence:set-status': event(() => ({ status: 'busy', custom_status: 'In a meeting' }), anyone),
    'presence:subscribe': event(people, anyone),
    'presence:unsubscribe': event(people, anyone),
    'presence:get': event(people, anyone),
  }),
}

const params = ({ channelId }: Stage) => ({ id: channelId })
const endpoint = (verdicts: Verdicts, send?: Operation['send']): Operation => ({
  hasChannel: true,
  params,
  ...(send && { send }),
  verdicts: { ...noToken, ...verdicts },
})
const readers = {
  ...noToken,
  ...anyoneIs('NOT_FOUND'),
  partner: 'allow',
  agent: 'allow',
} as const
const noUpload: Operation = {
  params: () => ({ id: 'no-such-upload' }),
  verdicts: { ...noToken, ...anyoneIs('NOT_FOUND') },
}
const file: Operation = {
  hasChannel: true,
  hasFile: true,
  params: ({ fileId }) => ({ id: fileId }),
  verdicts: readers,
}
const target = ({ targetId }: Stage) => ({ userIds: [targetId] })

/** Endpoints of channels, by `<method> <path>`. */
export const conversationEndpoints: Record<string, Operation> = {
  'POST /api/v1/auth/login': {
    send: () => ({ email: 'nobody@example.org', password: 'a long enough password' }),
    verdicts: alike('INVALID_CREDENTIALS'),
  },
  'GET /api/admin/broadcasts': { verdicts: administrators },
  'GET /api/admin/broadcasts/days': { verdicts: administrators },
  'GET /api/admin/conversations': { verdicts: moderators },
  'GET /api/admin/conversations/:id': endpoint(overseers),
  'GET /api/admin/conversations/:id/members': endpoint(overseers),
  'POST /api/admin/broadcasts': { send: () => ({ message: 'hello' }), verdicts: administrators },
  'GET /api/v1/conversations': { verdicts: { ...noToken, ...anyone } },
  'GET /api/v1/conversations/:id/search': { ...endpoint(members), query: () => ({ q: 'hello' }) },
  'GET /api/v1/conversations/:id/mentions': endpoint(members),
  'GET /api/v1/conversations/:id/mentionable': { ...endpoint(members), query: () => ({ q: 'a' }) },
  'GET /api/v1/conversations/:id/readers': { ...endpoint(members), query: () => ({ seq: '1' }) },
  'GET /api/v1/privacy': { verdicts: { ...noToken, ...anyone } },
  'PUT /api/v1/privacy': {
    send: () => ({ typing_indicators_enabled: false }),
    verdicts: { ...noToken, ...anyone },
  },
  'GET /api/channels': { verdicts: { ...noToken, ...anyone } },
  'POST /api/channels': {
    send: () => ({ name: 'a channel' }),
    verdicts: { ...noToken, ...anyoneIs('FORBIDDEN'), ...staff('allow') },
  },
  'POST /api/v1/files': {
    ...endpoint(writers, () => new TextEncoder().encode('hello')),
    query: ({ channelId }) => ({ conversationId: channelId }),
    headers: { 'x-file-name': 'notes.txt' },
  },
  'POST /api/v1/uploads': endpoint(writers, ({ channelId }) => ({
    conversationId: channelId,
    name: 'notes.txt',
    size: 5,
  })),
  // One's own alone: nobody on the stage has begun one.
  'GET /api/v1/uploads/:id': noUpload,
  'PUT /api/v1/uploads/:id': { ...noUpload, query: () => ({ offset: '0' }), send: () => new Uint8Array([1]) },
  'DELETE /api/v1/uploads/:id': noUpload,
  'GET /api/v1/files/:id': file,
  'GET /api/v1/files/:id/thumbnail': file,
  'PUT /api/channels/:id': endpoint(managers, () => ({ name: 'another' })),
  'DELETE /api/channels/:id': endpoint(managers),
  'GET /api/channels/:id/members': endpoint(finders),
  'POST /api/channels/:id/members': endpoint(managers, target),
  'DELETE /api/channels/:id/members': endpoint(managers, target),
}
